package dev.atlas.webhooks.pipeline;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds by one statement which matters there are. */
final class JdbcMatters {
    private static final String QUERY =
            Arrays.stream(Matter.values()).map(Matter::selected).collect(Collectors.joining(", ", "SELECT ", ""));

    private JdbcMatters() {}

    static Set<Matter> present(Handle tx, Instant now) {
        try (var query = tx.createQuery(QUERY)) {
            return query.bind("now", now.toEpochMilli())
                    .map((row, context) -> {
                        Set<Matter> present = EnumSet.noneOf(Matter.class);
                        for (Matter matter : Matter.values()) {
                            if (row.getBoolean(matter.column())) {
                                present.add(matter);
                            }
                        }
                        return present;
                    })
                    .one();
        }
    }
}
