package dev.atlas.webhooks.dsl.scan;

import java.util.List;

/**
 * What somebody reads of events: paths, each of which gets a slot, and texts to compare with, each of which gets a number.
 * Immutable. One that {@linkplain #extend extends} another keeps its slots and numbers.
 */
public final class Vocabulary {

    /** The slot of the event's type: always one text. */
    public static final int TYPE = 0;

    /** The slot of the event's tags: texts only. */
    public static final int TAGS = 1;

    static final int DATA = 2;
    static final int PREVIOUS = 3;

    private static final List<String> CREATED_PATH = List.of("created");
    private static final List<String> ID_PATH = List.of("id");

    /** Nothing but what each event has. */
    public static final Vocabulary EMPTY = builder().build();

    private final PathTree paths;
    private final TextTable texts;
    private final int slots;
    private final int created;
    private final int id;

    private Vocabulary(PathTree paths, TextTable texts, int slots, int created, int id) {
        this.paths = paths;
        this.texts = texts;
        this.slots = slots;
        this.created = created;
        this.id = id;
    }

    public static Builder builder() {
        return new Builder(new PathTree.Builder(), new TextTable.Builder(), -1, -1);
    }

    /** A larger one. */
    public Builder extend() {
        return new Builder(new PathTree.Builder(paths), new TextTable.Builder(texts), created, id);
    }

    PathTree paths() {
        return paths;
    }

    TextTable texts() {
        return texts;
    }

    /** How many slots there are. */
    public int slots() {
        return slots;
    }

    /** The slot of {@code created}; -1 when nobody reads it. */
    int created() {
        return created;
    }

    /** The slot of {@code id}; -1 when nobody reads it. */
    int id() {
        return id;
    }

    /** The length of a known text, in bytes of UTF-8. */
    public int textLength(int number) {
        return texts.length(number);
    }

    /** Takes in what is to be read. */
    public static final class Builder {

        private final PathTree.Builder paths;
        private final TextTable.Builder texts;
        private int created;
        private int id;

        private Builder(PathTree.Builder paths, TextTable.Builder texts, int created, int id) {
            this.paths = paths;
            this.texts = texts;
            this.created = created;
            this.id = id;
            for (String member : List.of("type", "tags", "data", "previous")) {
                paths.slot(List.of(member));
            }
        }

        /** The slot of a path of member names from the event down; arrays on the way add no name. */
        public int slot(List<String> path) {
            int slot = paths.slot(path);
            created = path.equals(CREATED_PATH) ? slot : created;
            id = path.equals(ID_PATH) ? slot : id;
            return slot;
        }

        /** The number of a text. */
        public int text(String text) {
            return texts.add(text);
        }

        public Vocabulary build() {
            return new Vocabulary(paths.build(), texts.build(), paths.slotCount(), created, id);
        }
    }
}
