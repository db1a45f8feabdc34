package dev.atlas.webhooks.dsl;

/** A compiled filter. Immutable and thread-safe; the same event always gets the same answer. */
public interface Filter {

    /** Whether the event passes. Never fails; takes time linear in the event. */
    boolean matches(EventView event);

    /** The text that it was compiled from, as written. */
    String text();
}
