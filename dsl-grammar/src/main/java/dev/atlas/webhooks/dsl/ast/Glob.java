package dev.atlas.webhooks.dsl.ast;

/**
 * A pattern for a whole text. In a wild one {@code *} stands for any characters and, after {@code like}, {@code ?} for one;
 * a plain one means its characters.
 */
public record Glob(String pattern, Wildcards wildcards, boolean caseless, Span span) {

    /** Which characters of the pattern are wild. */
    public enum Wildcards {
        NONE,
        STAR,
        STAR_AND_QUESTION_MARK
    }
}
