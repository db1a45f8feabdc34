package dev.atlas.webhooks.config;

/** A text that must never be seen: it prints as {@code ***}. Read it where it is used, with {@link #value()}. */
public record Secret(String value) {
    static final String MASK = "***";

    @Override
    public String toString() {
        return MASK;
    }
}
