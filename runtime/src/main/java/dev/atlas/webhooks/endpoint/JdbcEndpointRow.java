package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a row of table {@code atlas_endpoint}, and tells one that this program cannot have written. */
final class JdbcEndpointRow {
    /** So much of a damaged column is told. */
    private static final int SHOWN = 100;

    private JdbcEndpointRow() {}

    static EndpointId id(ResultSet row) throws SQLException {
        return new EndpointId(new WorkspaceId(row.getLong("workspace_id")), row.getLong("endpoint_id"));
    }

    /** Whether it was deleted; nothing else of its row is asked. */
    static boolean isDeleted(ResultSet row) throws SQLException {
        return EndpointStatus.DELETED.word().equals(row.getString("status"));
    }

    /**
     * Everything but the headers, which are decrypted elsewhere.
     *
     * @param headers null when they cannot be decrypted
     * @throws EndpointUnreadableException when the row is damaged
     */
    static Endpoint read(ResultSet row, @Nullable Map<String, String> headers) throws SQLException {
        EndpointSpec spec = new EndpointSpec(
                url(row),
                row.getString("description"),
                row.getString("owner_email"),
                value(row, "event_types", JdbcEndpointRow::patterns),
                row.getString("filter"),
                row.getBoolean("serialize"),
                value(row, "signature", word -> SignatureMode.of(word).orElseThrow()),
                headers == null ? Map.of() : headers,
                headers == null,
                row.getObject("rate_limit") == null ? null : value(row, "rate_limit", JdbcEndpointRow::positive),
                Duration.ofMillis(value(row, "timeout_ms", JdbcEndpointRow::positive)));
        String pausedBy = row.getString("paused_by");
        Endpoint.Pause pause = pausedBy == null
                ? null
                : new Endpoint.Pause(
                        pausedBy.equals("auto"),
                        value(row, "paused_reason", Objects::requireNonNull),
                        Instant.ofEpochMilli(row.getLong("paused_at")));
        return new Endpoint(
                id(row),
                spec,
                row.getInt("filter_version"),
                value(row, "status", EndpointStatus::of),
                value(row, "flow", EndpointFlow::of),
                pause,
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    /** What a column holds; whatever is wrong with it is told as such, for people who must mend it. */
    private static <T> T value(ResultSet row, String column, Function<String, T> reader) throws SQLException {
        String text = row.getString(column);
        try {
            return reader.apply(text);
        } catch (RuntimeException e) {
            throw new EndpointUnreadableException(id(row), "column %s holds '%s'".formatted(column, excerpt(text)), e);
        }
    }

    /** What stands there instead is not told: it may have a password or a token in it. */
    private static URI url(ResultSet row) throws SQLException {
        try {
            return absolute(row.getString("url"));
        } catch (RuntimeException e) {
            throw new EndpointUnreadableException(id(row), "column url holds no URL with a scheme and a host", e);
        }
    }

    private static String excerpt(@Nullable String text) {
        String all = String.valueOf(text);
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "…";
    }

    private static URI absolute(String text) {
        URI url = URI.create(text);
        if (url.getScheme() == null
                || (url.getHost() == null && !url.getScheme().equals(EndpointSpec.LISTENER_SCHEME))) {
            throw new IllegalArgumentException("no scheme or no host");
        }
        return url;
    }

    private static List<String> patterns(String json) {
        return JsonColumn.strings(json).stream()
                .map(text -> new EventTypePattern(text).text())
                .toList();
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }
}
