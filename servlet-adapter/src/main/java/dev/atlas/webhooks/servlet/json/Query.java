package dev.atlas.webhooks.servlet.json;

import dev.atlas.webhooks.config.Spelling;
import dev.atlas.webhooks.event.Problem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, read one by one. An absent or empty one reads as null; a bad one reads as null and
 * is noted, so that {@link #end} can report everything at once. For one thread.
 */
public final class Query {
    private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{1,11}");

    private final MultivaluedMap<String, String> parameters;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    public Query(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The parameter as it is. */
    public @Nullable String text(String name) {
        known.add(name);
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            problem(name, "is given %d times; once is allowed".formatted(values.size()));
        }
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    /** A whole number between two, both included. */
    public @Nullable Integer number(String name, int least, int most) {
        return read(name, text -> {
            String allowed = "must be a whole number from %,d to %,d, not '%s'".formatted(least, most, text);
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(allowed, e);
            }
            throw new IllegalArgumentException(allowed);
        });
    }

    /** A point in time: ISO-8601 with an offset, or Unix seconds. */
    public @Nullable Instant time(String name) {
        return read(name, text -> {
            try {
                return UNIX_SECONDS.matcher(text).matches()
                        ? Instant.ofEpochSecond(Long.parseLong(text))
                        // A plus sign in a query is a space to every decoder.
                        : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "must be a time such as 2026-11-24T09:30:00Z, or Unix seconds, not '%s'".formatted(text), e);
            }
        });
    }

    /** Anything else; {@code parse} throws IllegalArgumentException with a message for the caller. */
    public <T> @Nullable T read(String name, Function<String, T> parse) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            problem(name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /**
     * To be called when all parameters have been read.
     *
     * @throws Refusal when anything was wrong, or there is a parameter that nobody asked for
     */
    public void end() {
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                problem(name, "unknown parameter" + Spelling.meant(name, known));
            }
        }
        if (!problems.isEmpty()) {
            throw Refusal.badParameters(problems);
        }
    }

    private void problem(String name, String detail) {
        problems.add(new Problem("/" + name, detail));
    }
}
