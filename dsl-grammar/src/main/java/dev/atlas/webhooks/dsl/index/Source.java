package dev.atlas.webhooks.dsl.index;

/**
 * Where the values of an operand come from: puts them on the event's stack, {@link
 * dev.atlas.webhooks.dsl.scan.Capture#END} for one that is missing. Immutable.
 */
@FunctionalInterface
interface Source {
    void push(Matches event);
}
