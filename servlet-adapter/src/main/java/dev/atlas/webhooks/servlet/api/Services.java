package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.EventAdmin;
import dev.atlas.webhooks.admin.FilterAdmin;
import dev.atlas.webhooks.admin.Ingest;
import dev.atlas.webhooks.event.EventCatalogue;

/** The application services that the API answers from. */
public record Services(
        Access access,
        Ingest ingest,
        EventAdmin events,
        EndpointAdmin endpoints,
        EndpointSecrets secrets,
        DeliveryAdmin deliveries,
        FilterAdmin filters,
        EventCatalogue eventTypes) {}
