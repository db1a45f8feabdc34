package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Table {@code atlas_endpoint}, with its filter versions and its counter row. Every change raises the workspace's routing
 * version in the same transaction, so that routing and sending on all nodes see it.
 */
public final class JdbcEndpoints {
    private static final int LANGUAGE_VERSION = 1;

    private final SecretCipher cipher;

    public JdbcEndpoints(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** Adds an endpoint with filter version 1 and sequence 0. */
    public void insert(Handle tx, Endpoint endpoint, String createdBy) {
        long workspace = endpoint.id().workspace().value();
        try (var insert = tx.createUpdate(
                """
                INSERT INTO atlas_endpoint (workspace_id, endpoint_id, url, description, owner_email, event_types, filter,
                    filter_version, serialize, signature, headers, rate_limit, timeout_ms, status, flow, created_at)
                VALUES (:workspace, :endpoint, :url, :description, :ownerEmail, :eventTypes, :filter,
                    :filterVersion, :serialize, :signature, :headers, :rateLimit, :timeout, :status, :flow, :createdAt)""")) {
            bindSpec(insert, endpoint.id(), endpoint.spec())
                    .bind("headers", encrypted(endpoint.id(), endpoint.spec().headers()))
                    .bind("filterVersion", endpoint.filterVersion())
                    .bind("status", endpoint.status().word())
                    .bind("flow", endpoint.flow().word())
                    .bind("createdAt", endpoint.createdAt().toEpochMilli())
                    .execute();
        }
        tx.execute(
                "INSERT INTO atlas_endpoint_sequence (workspace_id, endpoint_id, last_sequence) VALUES (?, ?, 0)",
                workspace,
                endpoint.id().value());
        tx.execute(
                "INSERT INTO atlas_endpoint_health (workspace_id, endpoint_id) VALUES (?, ?)",
                workspace,
                endpoint.id().value());
        insertFilterVersion(tx, endpoint, createdBy, endpoint.createdAt());
        announce(tx, endpoint.id());
    }

    /**
     * Writes a changed specification; a changed subscription must carry a new filter version. {@link #updateHeaders} alone
     * writes the headers: they may be there, and not to be read without another master key.
     */
    public void update(Handle tx, Endpoint before, Endpoint endpoint, String changedBy, Instant now) {
        try (var update = tx.createUpdate(
                """
                UPDATE atlas_endpoint
                   SET url = :url, description = :description, owner_email = :ownerEmail, event_types = :eventTypes,
                       filter = :filter, filter_version = :filterVersion, serialize = :serialize,
                       signature = :signature, rate_limit = :rateLimit, timeout_ms = :timeout
                 WHERE workspace_id = :workspace AND endpoint_id = :endpoint""")) {
            bindSpec(update, endpoint.id(), endpoint.spec())
                    .bind("filterVersion", endpoint.filterVersion())
                    .execute();
        }
        if (endpoint.filterVersion() != before.filterVersion()) {
            insertFilterVersion(tx, endpoint, changedBy, now);
        }
        announce(tx, endpoint.id());
    }

    /** Writes the headers, whatever was there; {@link #update} has to follow, and makes it known. */
    public void updateHeaders(Handle tx, EndpointId id, Map<String, String> headers) {
        tx.execute(
                "UPDATE atlas_endpoint SET headers = ? WHERE workspace_id = ? AND endpoint_id = ?",
                encrypted(id, headers),
                id.workspace().value(),
                id.value());
    }

    /** Writes status, flow and pause. */
    public void updateState(
            Handle tx, EndpointId id, EndpointStatus status, EndpointFlow flow, Endpoint.@Nullable Pause pause) {
        tx.execute(
                """
                UPDATE atlas_endpoint
                   SET status = ?, flow = ?, drain_step = 0, drained = 0, drain_since = NULL,
                       paused_by = ?, paused_reason = ?, paused_at = ?
                 WHERE workspace_id = ? AND endpoint_id = ?""",
                status.word(),
                flow.word(),
                pause == null ? null : pause.automatic() ? "auto" : "member",
                pause == null ? null : pause.reason(),
                pause == null ? null : pause.since().toEpochMilli(),
                id.workspace().value(),
                id.value());
        announce(tx, id);
    }

    /** Makes every node read the endpoint and its secrets again before its next decision. */
    public static void announce(Handle tx, EndpointId id) {
        long version = JdbcWorkspaces.raiseRoutingVersion(tx, id.workspace());
        tx.execute(
                "UPDATE atlas_endpoint SET changed_in = ? WHERE workspace_id = ? AND endpoint_id = ?",
                version,
                id.workspace().value(),
                id.value());
    }

    /**
     * Takes the endpoint's lock (its counter row) until the transaction ends, then reads it as it stands now.
     *
     * @return empty when there is no such endpoint or it was deleted
     * @throws EndpointUnreadableException when its row is damaged
     */
    public Optional<Endpoint> lock(Handle tx, EndpointId id) {
        lockAll(tx, id.workspace(), List.of(id));
        return find(tx, id);
    }

    /** Likewise, without reading more than whether it is there, so that it can be deleted although its row is damaged. */
    public boolean lockPresent(Handle tx, EndpointId id) {
        lockAll(tx, id.workspace(), List.of(id));
        return tx.select(
                        """
                        SELECT COUNT(*) FROM atlas_endpoint
                         WHERE workspace_id = ? AND endpoint_id = ? AND status <> 'deleted'""",
                        id.workspace().value(),
                        id.value())
                .mapTo(Boolean.class)
                .one();
    }

    /** Takes the locks of several endpoints of one workspace, in the order of their ids. */
    public static void lockAll(Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints) {
        lock(tx, workspace, endpoints, "");
    }

    /** Takes the locks of those of them that nobody else has, and tells which these are. */
    public static List<EndpointId> lockFree(Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints) {
        return lock(tx, workspace, endpoints, "SKIP LOCKED");
    }

    private static List<EndpointId> lock(
            Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints, String others) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        try (var query = tx.createQuery(
                """
                SELECT endpoint_id FROM atlas_endpoint_sequence
                 WHERE workspace_id = :workspace AND endpoint_id IN (<endpoints>) ORDER BY endpoint_id FOR UPDATE %s"""
                        .formatted(others))) {
            return query.bind("workspace", workspace.value())
                    .bindList(
                            "endpoints",
                            endpoints.stream().map(EndpointId::value).toList())
                    .map((row, context) -> new EndpointId(workspace, row.getLong(1)))
                    .list();
        }
    }

    /**
     * How endpoints of one workspace stand; a change of it waits until the transaction ends. Deleted ones are absent; one
     * whose row is damaged counts as active, so that its deliveries stay in the queue.
     */
    public static Map<EndpointId, EndpointStatus> statuses(
            Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints) {
        if (endpoints.isEmpty()) {
            return Map.of();
        }
        Map<EndpointId, EndpointStatus> statuses = new HashMap<>();
        try (var query = tx.createQuery(
                """
                SELECT endpoint_id, status FROM atlas_endpoint
                 WHERE workspace_id = :workspace AND endpoint_id IN (<endpoints>) AND status <> 'deleted'
                 ORDER BY endpoint_id LOCK IN SHARE MODE""")) {
            query.bind("workspace", workspace.value())
                    .bindList(
                            "endpoints",
                            endpoints.stream().map(EndpointId::value).toList())
                    .map((row, context) -> statuses.put(
                            new EndpointId(workspace, row.getLong(1)),
                            EndpointStatus.find(row.getString(2)).orElse(EndpointStatus.ACTIVE)))
                    .list();
        }
        return statuses;
    }

    /** One endpoint that was not deleted, unless its row is damaged. */
    public Optional<Endpoint> findReadable(Handle tx, EndpointId id) {
        try {
            return find(tx, id);
        } catch (EndpointUnreadableException e) {
            return Optional.empty();
        }
    }

    /**
     * One endpoint that was not deleted.
     *
     * @throws EndpointUnreadableException when its row is damaged
     */
    public Optional<Endpoint> find(Handle tx, EndpointId id) {
        return tx.select(
                        "SELECT * FROM atlas_endpoint WHERE workspace_id = ? AND endpoint_id = ? AND status <> 'deleted'",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** All endpoints of a workspace that were not deleted, oldest first; without those whose rows are damaged. */
    public List<Endpoint> list(Handle tx, WorkspaceId workspace) {
        return page(tx, workspace, 0, Integer.MAX_VALUE).stream()
                .flatMap(row -> Stream.ofNullable(row.endpoint()))
                .toList();
    }

    /**
     * A row of the table.
     *
     * @param endpoint null when the row is damaged
     * @param damage which column, and what is wrong with it; empty when all is well
     */
    public record Listed(EndpointId id, String description, @Nullable Endpoint endpoint, String damage) {}

    /** Some endpoints of a workspace that were not deleted, oldest first, younger than {@code after}. */
    public List<Listed> page(Handle tx, WorkspaceId workspace, long after, int limit) {
        return tx.select(
                        """
                        SELECT * FROM atlas_endpoint
                         WHERE workspace_id = ? AND endpoint_id > ? AND status <> 'deleted'
                         ORDER BY endpoint_id LIMIT ?""",
                        workspace.value(),
                        after,
                        limit)
                .map((row, context) -> listed(row))
                .list();
    }

    private Listed listed(ResultSet row) throws SQLException {
        EndpointId id = JdbcEndpointRow.id(row);
        String description = row.getString("description");
        try {
            return new Listed(id, description, read(row), "");
        } catch (EndpointUnreadableException e) {
            return new Listed(id, description, null, e.reason());
        }
    }

    /** How many endpoints of a workspace were not deleted. */
    public int count(Handle tx, WorkspaceId workspace) {
        return tx.select(
                        "SELECT COUNT(*) FROM atlas_endpoint WHERE workspace_id = ? AND status <> 'deleted'",
                        workspace.value())
                .mapTo(Integer.class)
                .one();
    }

    private static void insertFilterVersion(Handle tx, Endpoint endpoint, String createdBy, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_endpoint_filter
                    (workspace_id, endpoint_id, version, event_types, filter, language, created_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                endpoint.id().workspace().value(),
                endpoint.id().value(),
                endpoint.filterVersion(),
                JsonColumn.write(endpoint.spec().eventTypes()),
                endpoint.spec().filter(),
                LANGUAGE_VERSION,
                createdBy,
                now.toEpochMilli());
    }

    private byte @Nullable [] encrypted(EndpointId id, Map<String, String> headers) {
        return headers.isEmpty()
                ? null
                : cipher.encrypt(JsonColumn.write(headers).getBytes(StandardCharsets.UTF_8), headersContext(id));
    }

    private static <S extends SqlStatement<S>> S bindSpec(S statement, EndpointId id, EndpointSpec spec) {
        return statement
                .bind("workspace", id.workspace().value())
                .bind("endpoint", id.value())
                .bind("url", spec.url().toString())
                .bind("description", spec.description())
                .bind("ownerEmail", spec.ownerEmail())
                .bind("eventTypes", JsonColumn.write(spec.eventTypes()))
                .bind("filter", spec.filter())
                .bind("serialize", spec.serialize())
                .bind("signature", spec.signature().word())
                .bind("rateLimit", spec.rateLimit())
                .bind("timeout", spec.timeout().toMillis());
    }

    /** With no headers when they cannot be decrypted: nothing is sent to it then, but it can be paused, mended or deleted. */
    private Endpoint read(ResultSet row) throws SQLException {
        try {
            return JdbcEndpointRow.read(row, headers(row));
        } catch (SecretUnreadableException e) {
            return JdbcEndpointRow.read(row, null);
        }
    }

    /** @throws SecretUnreadableException when they cannot be decrypted, or what comes out are no headers */
    Map<String, String> headers(ResultSet row) throws SQLException {
        byte[] headers = row.getBytes("headers");
        if (headers == null) {
            return Map.of();
        }
        String json =
                new String(cipher.decrypt(headers, headersContext(JdbcEndpointRow.id(row))), StandardCharsets.UTF_8);
        try {
            Map<String, String> read = JsonColumn.stringMap(json);
            read.values().forEach(Objects::requireNonNull);
            return read;
        } catch (JacksonException | NullPointerException e) {
            throw new SecretUnreadableException("the decrypted headers are no JSON object of texts", e);
        }
    }

    /** Ties the ciphertext to its row, so that it cannot be moved to another endpoint. */
    private static byte[] headersContext(EndpointId id) {
        return ("headers/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
