package dev.atlas.webhooks.dsl.index;

/** What is still to be tested of a filter when the index has led to it. Immutable. */
@FunctionalInterface
interface Residue {
    boolean test(Matches event);
}
