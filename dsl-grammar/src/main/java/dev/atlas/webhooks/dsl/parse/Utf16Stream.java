package dev.atlas.webhooks.dsl.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** The text as ANTLR reads it: in UTF-16 units, which are the offsets that editors count in. ANTLR's own streams count code points. */
final class Utf16Stream implements CharStream {

    private final String text;
    private int position;

    Utf16Stream(String text) {
        this.text = text;
    }

    @Override
    public void consume() {
        if (position == text.length()) {
            throw new IllegalStateException("cannot consume the end of the text");
        }
        position++;
    }

    @Override
    public int LA(int offset) {
        int index = position + (offset > 0 ? offset - 1 : offset);
        return offset == 0 || index < 0 || index >= text.length()
                ? (offset == 0 ? 0 : IntStream.EOF)
                : text.charAt(index);
    }

    @Override
    public int mark() {
        return 0;
    }

    @Override
    public void release(int marker) {
        // The whole text is in memory: there is nothing to give back.
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = Math.min(index, text.length());
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getSourceName() {
        return IntStream.UNKNOWN_SOURCE_NAME;
    }

    @Override
    public String getText(Interval interval) {
        return interval.a >= text.length() ? "" : text.substring(interval.a, Math.min(interval.b + 1, text.length()));
    }

    @Override
    public String toString() {
        return text;
    }
}
