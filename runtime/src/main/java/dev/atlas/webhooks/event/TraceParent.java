package dev.atlas.webhooks.event;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place in a trace that an event was published at, as the header {@code traceparent} has it (W3C Trace Context).
 *
 * @param text version, trace id, parent id and flags
 */
public record TraceParent(String text) {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;
    private static final int FLAGS_START = 53;

    /** Null for what is none: a broken header means that there is no trace, not that the event is wrong. */
    public static @Nullable TraceParent parse(@Nullable String text) {
        return text != null && FORM.matcher(text.strip()).matches() ? new TraceParent(text.strip()) : null;
    }

    /** The header of a request that belongs to the same trace, with a span of its own. */
    public String child(long span) {
        return "00-%s-%s-%s"
                .formatted(
                        text.substring(TRACE_START, TRACE_END),
                        HexFormat.of().toHexDigits(span == 0 ? 1 : span),
                        text.substring(FLAGS_START));
    }
}
