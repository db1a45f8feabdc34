package dev.atlas.webhooks.dsl;

/** How much a {@link Diagnostic} weighs. */
public enum Severity {
    /** The filter cannot be saved. */
    ERROR,
    /** The filter can be saved, but may not mean what its author thinks. */
    WARNING
}
