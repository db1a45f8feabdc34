package dev.atlas.webhooks.dsl.parse;

/** What a filter may be at most, so that parsing, checking and matching stay cheap whatever is typed. */
public final class Limits {

    /** UTF-16 units of a filter's text. */
    public static final int TEXT = 4_096;

    /** Single tests, {@code any} and {@code all} included. */
    public static final int CONDITIONS = 64;

    /** Parentheses inside parentheses; also {@code not}s in a row. */
    public static final int DEPTH = 16;

    /** Values in one list. */
    public static final int MEMBERS = 1_000;

    /** {@code any} inside {@code any}. */
    public static final int QUANTIFIERS = 2;

    /** Regular expressions in one filter. */
    public static final int REGEXES = 4;

    /** UTF-16 units of one regular expression. */
    public static final int REGEX_TEXT = 256;

    /** Instructions of the program that RE2 makes of one regular expression. */
    public static final int REGEX_PROGRAM = 1_000;

    /** The last position that can be asked for, as in {@code deal.items[0]}. */
    public static final int POSITION = 9_999;

    private Limits() {}
}
