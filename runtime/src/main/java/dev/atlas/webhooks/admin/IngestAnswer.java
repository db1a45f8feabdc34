package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.Problem;
import java.util.List;

/** What came of publishing events over HTTP. */
public sealed interface IngestAnswer {
    /** All of them are durable (now, or since the same key or id was first used). */
    record Accepted(List<String> publicIds) implements IngestAnswer {
        public Accepted {
            publicIds = List.copyOf(publicIds);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.accepted(publicIds);
        }
    }

    /** None of them was taken; pointers of a batch begin with the event's place in it. */
    record Refused(EventReading.Kind kind, List<Problem> problems) implements IngestAnswer {
        public Refused {
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.refused(kind, problems);
        }
    }

    /** The key or id was used before for something else. */
    record Conflict(String detail) implements IngestAnswer {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.conflict(detail);
        }
    }

    <R> R when(Cases<R> cases);

    /** One answer for each case. */
    interface Cases<R> {
        R accepted(List<String> publicIds);

        R refused(EventReading.Kind kind, List<Problem> problems);

        R conflict(String detail);
    }
}
