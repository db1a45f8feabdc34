package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.Accounts;
import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.admin.ApiKeyAdmin;
import dev.atlas.webhooks.admin.AuditLog;
import dev.atlas.webhooks.admin.ClientCertificates;
import dev.atlas.webhooks.admin.DeadLetterAdmin;
import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliveryRequests;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.EventAdmin;
import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.admin.FilterAdmin;
import dev.atlas.webhooks.admin.FilterVersions;
import dev.atlas.webhooks.admin.Ingest;
import dev.atlas.webhooks.admin.ListenSessions;
import dev.atlas.webhooks.admin.MemberAdmin;
import dev.atlas.webhooks.admin.ReplayAdmin;
import dev.atlas.webhooks.admin.SignatureDebugger;
import dev.atlas.webhooks.admin.StatsAdmin;
import dev.atlas.webhooks.admin.TestDeliveries;
import dev.atlas.webhooks.admin.WorkspaceFlow;
import dev.atlas.webhooks.admin.Workspaces;

/** What pages and HTTP API call. */
public record Services(
        Access access,
        EndpointAdmin endpoints,
        EndpointSecrets secrets,
        ClientCertificates certificates,
        TestDeliveries tests,
        DeliveryAdmin deliveries,
        DeliveryRequests requests,
        EventAdmin events,
        Ingest ingest,
        FilterAdmin filters,
        FilterVersions versions,
        SignatureDebugger signatures,
        AlertAdmin alerts,
        ApiKeyAdmin apiKeys,
        MemberAdmin members,
        Accounts accounts,
        AuditLog auditLog,
        StatsAdmin stats,
        EventTypeAdmin eventTypes,
        ListenSessions sessions,
        Listening listening,
        ReplayAdmin replays,
        DeadLetterAdmin deadLetters,
        WorkspaceFlow flow,
        Workspaces workspaces) {}
