package dev.atlas.webhooks.dsl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a filter lets an event through, or not.
 *
 * @param matches   the verdict
 * @param decidedBy the words of the smallest part that settled it
 * @param sentence  the reason in one sentence
 * @param tree      the verdict of each part
 */
public record Explanation(boolean matches, String decidedBy, String sentence, Node tree) {

    /**
     * A part of the filter on this event.
     *
     * @param text   its words as written
     * @param start  where it starts in the filter, in UTF-16 units
     * @param end    the unit after its last one
     * @param actual the value that it looked at; null for parts that join others
     * @param why    what it found, and what it asks for
     */
    public record Node(
            String text, int start, int end, boolean result, @Nullable String actual, String why, List<Node> children) {
        public Node {
            children = List.copyOf(children);
        }
    }
}
