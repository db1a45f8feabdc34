package dev.atlas.webhooks.dsl;

import java.util.List;

/**
 * One thing that is wrong or doubtful about a filter, in plain words.
 *
 * @param code    stable name of the kind of problem, such as {@code unknown-field}
 * @param message what is wrong and what is allowed
 * @param start   first UTF-16 unit concerned
 * @param end     the unit after the last one concerned
 * @param line    line of {@code start}, from 1
 * @param column  UTF-16 column of {@code start} in its line, from 1
 * @param fixes   at most three edits to choose from, best first
 */
public record Diagnostic(
        Severity severity, String code, String message, int start, int end, int line, int column, List<Fix> fixes) {

    private static final int MAX_FIXES = 3;
    private static final int LONGEST_MESSAGE = 400;

    public Diagnostic {
        message = shortened(message);
        fixes = List.copyOf(fixes.subList(0, Math.min(MAX_FIXES, fixes.size())));
    }

    /** A message that repeats a very long word of the filter loses the middle of it. */
    private static String shortened(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int head = LONGEST_MESSAGE / 2;
        int tail = message.length() - LONGEST_MESSAGE / 2;
        int from = Character.isHighSurrogate(message.charAt(head - 1)) ? head - 1 : head;
        int to = Character.isLowSurrogate(message.charAt(tail)) ? tail + 1 : tail;
        return message.substring(0, from) + "…" + message.substring(to);
    }

    /** An error at a stretch of {@code text}. */
    public static Diagnostic error(String text, String code, String message, int start, int end, Fix... fixes) {
        return at(Severity.ERROR, text, code, message, start, end, List.of(fixes));
    }

    /** A warning at a stretch of {@code text}. */
    public static Diagnostic warning(String text, String code, String message, int start, int end, List<Fix> fixes) {
        return at(Severity.WARNING, text, code, message, start, end, fixes);
    }

    private static Diagnostic at(
            Severity severity, String text, String code, String message, int start, int end, List<Fix> fixes) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Diagnostic(severity, code, message, start, end, line, start - lineStart + 1, fixes);
    }
}
