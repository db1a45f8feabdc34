package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcIds;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_endpoint_sequence}: gapless numbers, taken in the transaction that uses them. */
public final class JdbcSequences {
    private JdbcSequences() {}

    /**
     * Takes the next numbers of several endpoints of one workspace, and their locks until the transaction ends.
     *
     * @param counts how many numbers for each; locked in the order of ids, so that two nodes never wait for each other
     * @return the first number taken for each
     */
    public static Map<EndpointId, Long> take(Handle tx, WorkspaceId workspace, SortedMap<EndpointId, Integer> counts) {
        JdbcRows.insert(
                tx,
                "INSERT INTO atlas_endpoint_sequence (workspace_id, endpoint_id, last_sequence)",
                "ON DUPLICATE KEY UPDATE last_sequence = last_sequence + VALUES(last_sequence)",
                counts.entrySet().stream()
                        .map(entry -> new Row(workspace.value(), entry.getKey().value(), entry.getValue()))
                        .toList());
        Map<EndpointId, Long> first = new TreeMap<>();
        String sql = "SELECT endpoint_id, last_sequence FROM atlas_endpoint_sequence WHERE workspace_id = "
                + workspace.value() + " AND endpoint_id IN "
                + JdbcIds.in(counts.keySet().stream().map(EndpointId::value).toList());
        JdbcIds.query(tx, sql, row -> {
            EndpointId endpoint = new EndpointId(workspace, row.getLong(1));
            return first.put(endpoint, row.getLong(2) - counts.getOrDefault(endpoint, 0) + 1);
        });
        return first;
    }

    /** The last number taken for an endpoint; 0 before the first. */
    public static long last(Handle tx, EndpointId endpoint) {
        return tx.select(
                        "SELECT last_sequence FROM atlas_endpoint_sequence WHERE workspace_id = ? AND endpoint_id = ?",
                        endpoint.workspace().value(),
                        endpoint.value())
                .mapTo(Long.class)
                .one();
    }
}
