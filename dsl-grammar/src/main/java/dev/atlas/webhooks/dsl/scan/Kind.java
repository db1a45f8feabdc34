package dev.atlas.webhooks.dsl.scan;

/** What a captured value is: one of these, and how it was reached. */
final class Kind {

    static final int NULL = 1;
    static final int FALSE = 2;
    static final int TRUE = 3;
    /** Its screen says all, see {@link Numbers}. */
    static final int NUMBER = 4;
    /** Its screen does not. */
    static final int LONG_NUMBER = 5;
    /** Beyond the limits of the language: no number for any test. */
    static final int HUGE = 6;

    static final int TEXT = 7;
    /** Longer than tests read. */
    static final int LONG_TEXT = 8;

    static final int OBJECT = 9;
    static final int EMPTY_OBJECT = 10;
    static final int ARRAY = 11;
    static final int EMPTY_ARRAY = 12;

    static final int MASK = 15;

    /** An element of the array that stands at the path. */
    static final int ELEMENT = 16;
    /** An element of an array inside that array. */
    static final int NESTED = 32;
    /** The path runs through an array, so there may be more values, and places without one. */
    static final int SPREAD = 64;
    /** Its bytes are not those of the event, where they had escapes. */
    static final int UNESCAPED = 128;

    private Kind() {}

    /** Of an object or array by its bracket and by what follows that. */
    static int ofComposite(int bracket, int inside) {
        return bracket == '{' ? inside == '}' ? EMPTY_OBJECT : OBJECT : inside == ']' ? EMPTY_ARRAY : ARRAY;
    }
}
