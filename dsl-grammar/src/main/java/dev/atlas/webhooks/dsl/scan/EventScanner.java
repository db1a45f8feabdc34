package dev.atlas.webhooks.dsl.scan;

import static dev.atlas.webhooks.dsl.scan.Syntax.byteAt;
import static dev.atlas.webhooks.dsl.scan.Syntax.malformed;
import static dev.atlas.webhooks.dsl.scan.Syntax.space;

import dev.atlas.webhooks.dsl.MalformedEventException;
import dev.atlas.webhooks.dsl.value.JsonReader;

/**
 * Reads an event as it is stored and delivered: proves that it is one JSON object in UTF-8 and captures what a vocabulary
 * names. Of duplicate keys the last one counts. Made to be used again and again; not thread-safe.
 */
public final class EventScanner {

    private byte[] json = new byte[0];
    private final Capture capture = new Capture();
    /** A name that is written with escapes, without them. */
    private final TextBuffer name = new TextBuffer();

    private PathTree paths = Vocabulary.EMPTY.paths();
    private TextTable texts = Vocabulary.EMPTY.texts();

    /**
     * Reads an event. What it returns holds until the next one is read.
     *
     * @throws MalformedEventException when the bytes are not an event
     */
    public Capture scan(byte[] event, Vocabulary vocabulary) {
        json = event;
        paths = vocabulary.paths();
        texts = vocabulary.texts();
        capture.begin(event, vocabulary);
        int start = space(event, 0);
        if (byteAt(event, start) != '{') {
            throw malformed("an event is an object", start);
        }
        int end = space(event, object(start + 1, PathTree.ROOT, 1, 0));
        if (end != event.length) {
            throw malformed("there is something behind the event", end);
        }
        Envelope.settle(capture, vocabulary);
        return capture;
    }

    /** Reads an object from behind its brace; returns where it ends. */
    private int object(int from, int node, int depth, int reach) {
        checkDepth(depth, from);
        byte[] bytes = json;
        int at = space(bytes, from);
        if (byteAt(bytes, at) == '}') {
            return at + 1;
        }
        int before = capture.size();
        long seen = 0;
        while (true) {
            if (byteAt(bytes, at) != '"') {
                throw malformed("a member begins with its name in quotation marks", at);
            }
            int nameAt = at + 1;
            int child = PathTree.NONE;
            if (node == PathTree.NONE) {
                at = Syntax.name(bytes, nameAt);
                at = at < 0 ? ~at : at;
            } else {
                long head = 0;
                long special = 0;
                if (nameAt + 8 <= bytes.length) {
                    head = Words.at(bytes, nameAt);
                    special = Words.special(head);
                }
                int length = Long.numberOfTrailingZeros(special) >>> 3;
                if (special != 0 && bytes[nameAt + length] == '"') {
                    at = nameAt + length;
                    child = paths.child(node, bytes, nameAt, length, Words.first(head, length));
                } else {
                    int end = Syntax.name(bytes, nameAt);
                    at = end < 0 ? ~end : end;
                    child = end < 0 ? escapedChild(node, nameAt, at) : child(node, nameAt, at);
                }
                if (child != PathTree.NONE) {
                    // A bit may stand for several children; then there is nothing to forget.
                    if ((seen & (1L << child)) != 0) {
                        forget(child, before);
                    }
                    seen |= 1L << child;
                }
            }
            at = space(bytes, at + 1);
            if (byteAt(bytes, at) != ':') {
                throw malformed("a colon is missing", at);
            }
            at = space(bytes, value(space(bytes, at + 1), child, depth, reach));
            int c = byteAt(bytes, at);
            if (c == '}') {
                return at + 1;
            } else if (c != ',') {
                throw malformed("a comma or a closing brace is missing", at);
            }
            at = space(bytes, at + 1);
        }
    }

    private int child(int node, int from, int to) {
        return paths.child(node, json, from, to - from, Words.head(json, from, to - from));
    }

    private int escapedChild(int node, int from, int to) {
        name.clear();
        name.addUnescaped(json, from, to);
        return paths.child(node, name.bytes(), 0, name.end(), Words.head(name.bytes(), 0, name.end()));
    }

    /** A key came again in one object: what its first value left is gone. */
    private void forget(int child, int before) {
        for (int node = child; node < paths.size(); node++) {
            if (paths.slot(node) >= 0 && paths.isWithin(node, child)) {
                capture.forget(paths.slot(node), before);
            }
        }
    }

    private int array(int from, int node, int depth, int reach) {
        checkDepth(depth, from);
        int at = space(json, from);
        if (byteAt(json, at) == ']') {
            return at + 1;
        }
        int elementReach = (reach & Kind.ELEMENT) != 0 ? reach | Kind.NESTED : reach | Kind.ELEMENT;
        while (true) {
            at = space(json, value(at, node, depth, elementReach));
            int c = byteAt(json, at);
            if (c == ']') {
                return at + 1;
            } else if (c != ',') {
                throw malformed("a comma or a closing bracket is missing", at);
            }
            at = space(json, at + 1);
        }
    }

    private static void checkDepth(int depth, int at) {
        // The event's own braces, and as many as its parts may have.
        if (depth > JsonReader.MAX_DEPTH + 1) {
            throw malformed("nested more than " + JsonReader.MAX_DEPTH + " deep", at);
        }
    }

    private int value(int at, int node, int depth, int reach) {
        int slot = node == PathTree.NONE ? -1 : paths.slot(node);
        int c = byteAt(json, at);
        switch (c) {
            case '"' -> {
                int end = Syntax.text(json, at + 1);
                if (slot >= 0) {
                    capture.addText(slot, reach, at + 1, end, texts);
                }
                return (end < 0 ? ~end : end) + 1;
            }
            case '{', '[' -> {
                return composite(c, at, node, depth + 1, reach);
            }
            case 't' -> {
                return constant(at, "true", slot, reach | Kind.TRUE);
            }
            case 'f' -> {
                return constant(at, "false", slot, reach | Kind.FALSE);
            }
            case 'n' -> {
                return constant(at, "null", slot, reach | Kind.NULL);
            }
            default -> {
                if (c != '-' && (c < '0' || c > '9')) {
                    throw malformed("a value is missing", at);
                }
                int end = Syntax.number(json, at);
                if (slot >= 0) {
                    capture.addNumber(slot, reach, at, end);
                }
                return end;
            }
        }
    }

    private int composite(int bracket, int at, int node, int depth, int reach) {
        int slot = node == PathTree.NONE ? -1 : paths.slot(node);
        if (slot >= 0 && (reach & Kind.ELEMENT) == 0) {
            int inside = byteAt(json, space(json, at + 1));
            capture.addComposite(slot, reach | Kind.ofComposite(bracket, inside), at);
        }
        if (bracket == '[') {
            return array(at + 1, node, depth, reach);
        }
        boolean read = node != PathTree.NONE && paths.hasChildren(node);
        int below = (reach & (Kind.ELEMENT | Kind.SPREAD)) == 0 ? 0 : Kind.SPREAD;
        return object(at + 1, read ? node : PathTree.NONE, depth, below);
    }

    private int constant(int at, String word, int slot, int captured) {
        if (slot >= 0) {
            capture.add(slot, captured);
        }
        return Syntax.word(json, at, word);
    }
}
