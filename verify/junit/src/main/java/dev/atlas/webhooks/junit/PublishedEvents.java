package dev.atlas.webhooks.junit;

import dev.atlas.webhooks.verify.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What an application has published into its outbox table, in a test that runs without the product: there nobody takes the
 * events away. Seen is what is committed.
 */
public final class PublishedEvents {
    private final DataSource dataSource;

    /** @param dataSource the application's, to the database with the table {@code atlas_outbox} */
    public PublishedEvents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All of them, in the order of publishing as far as the server's clock tells. */
    public List<Event> all() throws SQLException {
        List<Event> events = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT payload FROM atlas_outbox ORDER BY published_at, id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                events.add(Event.published(rows.getString(1)));
            }
        }
        return events;
    }

    /** Those of one type. */
    public List<Event> ofType(String type) throws SQLException {
        return all().stream().filter(event -> event.type().equals(type)).collect(Collectors.toList());
    }

    /**
     * The one event of this type.
     *
     * @throws AssertionError when there is none or more than one; it tells what was published
     */
    public Event only(String type) throws SQLException {
        List<Event> found = ofType(type);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type + ", published were "
                    + all().stream().map(Event::json).collect(Collectors.toList()));
        }
        return found.get(0);
    }

    /** Forgets them, for the next test. */
    public void clear() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM atlas_outbox")) {
            delete.executeUpdate();
        }
    }
}
