package dev.atlas.webhooks.dsl.ast;

/**
 * Where a part of a filter stands in its text, in UTF-16 units, end excluded. All spans are equal to each other: two trees
 * are equal when they say the same, wherever they say it.
 */
public final class Span {

    /** For trees that were not read from a text. */
    public static final Span NOWHERE = new Span(0, 0);

    private final int start;
    private final int end;

    public Span(int start, int end) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span from " + start + " to " + end);
        }
        this.start = start;
        this.end = end;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** The words of {@code text} that this span covers. */
    public String of(String text) {
        return text.substring(start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return start + ".." + end;
    }
}
