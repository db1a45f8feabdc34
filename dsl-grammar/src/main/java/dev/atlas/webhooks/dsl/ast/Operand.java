package dev.atlas.webhooks.dsl.ast;

/** A side of a comparison: a field, a number of elements, or a literal. */
public sealed interface Operand permits Path, Operand.Count, Literal {

    Span span();

    /** {@code count(path)}: how many elements the array has; missing when the path reaches no array. */
    record Count(Path path, Span span) implements Operand {}
}
