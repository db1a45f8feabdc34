package dev.atlas.webhooks.dsl.ast;

/** A regular expression in the syntax of RE2, already known to compile. */
public record Regex(String pattern, boolean caseless, Span span) {}
