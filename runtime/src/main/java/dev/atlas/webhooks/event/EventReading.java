package dev.atlas.webhooks.event;

import java.util.List;

/** What came of reading a publisher's text. */
public sealed interface EventReading {
    /** The text is an event. */
    record Accepted(NewEvent event) implements EventReading {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.accepted(this);
        }
    }

    /** The text is JSON (or too large to look), but not an event. */
    record Refused(Kind kind, List<Problem> problems) implements EventReading {
        public Refused {
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** Why a text was refused. */
    enum Kind {
        /** Not JSON at all. */
        MALFORMED,
        /** JSON, but not of an event's form. */
        INVALID,
        /** More than an event may hold. */
        TOO_LARGE
    }

    <R> R when(Cases<R> cases);

    /** One answer for each case. */
    interface Cases<R> {
        R accepted(Accepted accepted);

        R refused(Refused refused);
    }
}
