package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.ast.Path;
import java.util.Optional;

/**
 * Where somebody is typing.
 *
 * @param wanted  what could be typed there
 * @param start   where the word begins that is being typed
 * @param typed   that word as far as it goes; may be empty
 * @param subject the field that the condition is about, if it has one yet
 * @param element the array of the innermost {@code any}, {@code all} or {@code none} around the place
 */
public record Cursor(Wanted wanted, int start, String typed, Optional<Path> subject, Optional<Path> element) {

    /** What could be typed. */
    public enum Wanted {
        CONDITION,
        OPERATOR,
        /** An operator behind {@code not}. */
        NEGATED_OPERATOR,
        /** What stands behind {@code is}. */
        STATE,
        /** What stands behind {@code is not}. */
        NEGATED_STATE,
        /** What stands behind {@code changed}. */
        CHANGE,
        /** The array of {@code any}, {@code all}, {@code none} or {@code count}. */
        ARRAY,
        VALUE,
        CONNECTIVE,
        TAG,
        EVENT_TYPE,
        NOTHING
    }
}
