package dev.atlas.webhooks.dsl.scan;

import dev.atlas.webhooks.dsl.MalformedEventException;

/** Gives the members of the event itself the form in which filters see them, as {@code EventView} does. */
final class Envelope {

    private static final double WHOLE = 1e15;

    private Envelope() {}

    static void settle(Capture capture, Vocabulary vocabulary) {
        if (!isObject(capture, Vocabulary.DATA)) {
            throw new MalformedEventException("data must be a JSON object");
        }
        int previous = capture.first(Vocabulary.PREVIOUS);
        if (previous != Capture.END && !capture.isNull(previous) && !isObject(capture, Vocabulary.PREVIOUS)) {
            throw new MalformedEventException("previous must be a JSON object");
        }
        settleText(capture, Vocabulary.TYPE, vocabulary);
        if (vocabulary.id() >= 0) {
            settleText(capture, vocabulary.id(), vocabulary);
        }
        capture.keepTexts(Vocabulary.TAGS);
        if (vocabulary.created() >= 0) {
            settleCreated(capture, vocabulary.created());
        }
    }

    private static boolean isObject(Capture capture, int slot) {
        int value = capture.first(slot);
        return value != Capture.END && capture.isObject(value);
    }

    private static void settleText(Capture capture, int slot, Vocabulary vocabulary) {
        int value = capture.first(slot);
        if (value == Capture.END || !capture.isAnyText(value)) {
            capture.setEmptyText(slot, vocabulary.texts());
        }
    }

    private static void settleCreated(Capture capture, int slot) {
        int value = capture.first(slot);
        boolean isNumber = value != Capture.END && !capture.isElement(value) && capture.isNumber(value);
        double seconds = isNumber ? capture.number(value) : 0;
        boolean isPlainWhole = isNumber
                && capture.kind(value) == Kind.NUMBER
                && seconds == Math.rint(seconds)
                && Math.abs(seconds) < WHOLE;
        if (!isPlainWhole) {
            capture.setWhole(slot, isNumber ? capture.whole(value) : 0);
        }
    }
}
