package dev.atlas.webhooks.dsl.scan;

import dev.atlas.webhooks.dsl.MalformedEventException;

/** The tokens of JSON as RFC 8259 writes them: each method passes over one and returns where it ends. */
final class Syntax {

    private Syntax() {}

    static MalformedEventException malformed(String what, int at) {
        return new MalformedEventException("event is not valid JSON: " + what + ", at byte " + at);
    }

    /** The byte there; 0, which no token begins with, behind the end. */
    static int byteAt(byte[] json, int at) {
        return at < json.length ? json[at] : 0;
    }

    /** The first byte from there on that is no white space. */
    static int space(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] <= ' ' && isSpace(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** The end of {@code true}, {@code false} or {@code null}. */
    static int word(byte[] json, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (byteAt(json, from + i) != word.charAt(i)) {
                throw malformed("only true, false and null are words", from);
            }
        }
        return from + word.length();
    }

    static int number(byte[] json, int from) {
        int at = byteAt(json, from) == '-' ? from + 1 : from;
        at = byteAt(json, at) == '0' ? at + 1 : digits(json, at);
        if (byteAt(json, at) == '.') {
            at = digits(json, at + 1);
        }
        if ((byteAt(json, at) | 0x20) == 'e') {
            int sign = byteAt(json, at + 1);
            at = digits(json, sign == '-' || sign == '+' ? at + 2 : at + 1);
        }
        return at;
    }

    private static int digits(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw malformed("a digit is missing in a number", from);
        }
        return at;
    }

    /** The end of a value in an event that is known to be JSON. */
    static int value(byte[] json, int from) {
        return switch (json[from]) {
            case '{', '[' -> composite(json, from);
            case '"' -> behindText(json, from);
            case 't', 'n' -> from + 4;
            case 'f' -> from + 5;
            default -> number(json, from);
        };
    }

    private static int composite(byte[] json, int from) {
        int depth = 0;
        int at = from;
        do {
            int c = json[at];
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at = c == '"' ? behindText(json, at) : at + 1;
        } while (depth > 0);
        return at;
    }

    private static int behindText(byte[] json, int quote) {
        int end = text(json, quote + 1);
        return (end < 0 ? ~end : end) + 1;
    }

    /** The closing quotation mark of the text that begins there; its complement ({@code ~}) when there is an escape before. */
    static int text(byte[] json, int from) {
        int at = from;
        boolean escaped = false;
        while (true) {
            while (at + 8 <= json.length) {
                long special = Words.special(Words.at(json, at));
                if (special != 0) {
                    at += Long.numberOfTrailingZeros(special) >>> 3;
                    break;
                }
                at += 8;
            }
            int c = byteAt(json, at);
            if (c == '"') {
                return escaped ? ~at : at;
            } else if (c == '\\') {
                escaped = true;
                at = escape(json, at);
            } else if (c < 0) {
                at = characters(json, at);
            } else if (c < ' ') {
                throw malformed(
                        at < json.length ? "a control character in a text must be escaped" : "a text has no end", at);
            } else {
                at++;
            }
        }
    }

    /** Passes over all that is not ASCII. */
    private static int characters(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] < 0) {
            int end = Utf8.end(json, at);
            if (end < 0) {
                throw malformed("a text is not UTF-8", at);
            }
            at = end;
        }
        return at;
    }

    private static int escape(byte[] json, int backslash) {
        int c = byteAt(json, backslash + 1);
        if (c == 'u') {
            unit(json, backslash + 2);
            return backslash + 6;
        } else if (c == 0 || "\"\\/bfnrt".indexOf(c) < 0) {
            throw malformed("unknown escape", backslash);
        }
        return backslash + 2;
    }

    /** The four hexadecimal digits of an escape. */
    static int unit(byte[] json, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(byteAt(json, i), 16);
            if (digit < 0 || json[i] < 0) {
                throw malformed("an escape needs four hexadecimal digits", from);
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    /** The closing quotation mark of a name, as {@link #text} gives it. As everywhere in the product, surrogates must be paired. */
    static int name(byte[] json, int from) {
        int end = text(json, from);
        int at = from;
        while (end < 0 && at < ~end) {
            if (json[at] != '\\') {
                at++;
            } else if (json[at + 1] != 'u') {
                at += 2;
            } else {
                int codePoint = codePoint(json, at, ~end);
                if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                    throw malformed("half a surrogate pair in a name", at);
                }
                at += codePoint > Character.MAX_VALUE ? 12 : 6;
            }
        }
        return end;
    }

    /** What an escape with digits stands for, together with the next one if both are a pair. */
    private static int codePoint(byte[] json, int backslash, int to) {
        int unit = unit(json, backslash + 2);
        int second = backslash + 6;
        if (Character.isHighSurrogate((char) unit) && second < to && json[second] == '\\' && json[second + 1] == 'u') {
            int low = unit(json, second + 2);
            return Character.isLowSurrogate((char) low) ? Character.toCodePoint((char) unit, (char) low) : unit;
        }
        return unit;
    }

    /** Writes a text with escapes as what it stands for, and returns where that ends. It is never longer than the text. */
    static int unescape(byte[] json, int from, int to, byte[] target, int targetFrom) {
        int at = from;
        int end = targetFrom;
        while (at < to) {
            if (json[at] != '\\') {
                target[end++] = json[at++];
            } else if (json[at + 1] == 'u') {
                int codePoint = codePoint(json, at, to);
                at += codePoint > Character.MAX_VALUE ? 12 : 6;
                end = Utf8.write(target, end, codePoint);
            } else {
                target[end++] = (byte) meant(json[at + 1]);
                at += 2;
            }
        }
        return end;
    }

    private static int meant(int c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }
}
