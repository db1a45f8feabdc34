package dev.atlas.webhooks.dsl.text;

import java.util.Arrays;

/** A test of a text in bytes. Immutable, and allocates nothing. */
@FunctionalInterface
public interface TextTest {

    boolean passes(byte[] bytes, int from, int to);

    /** It is that one. */
    static TextTest is(byte[] text) {
        return (bytes, from, to) -> Arrays.equals(bytes, from, to, text, 0, text.length);
    }

    static TextTest startsWith(byte[] part) {
        return (bytes, from, to) -> to - from >= part.length && isAt(bytes, from, part);
    }

    static TextTest endsWith(byte[] part) {
        return (bytes, from, to) -> to - from >= part.length && isAt(bytes, to - part.length, part);
    }

    static TextTest contains(byte[] part) {
        if (part.length == 0) {
            return (bytes, from, to) -> true;
        }
        byte first = part[0];
        return (bytes, from, to) -> {
            int last = to - part.length;
            for (int at = from; at <= last; at++) {
                if (bytes[at] == first && isAt(bytes, at, part)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean isAt(byte[] bytes, int at, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (bytes[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
