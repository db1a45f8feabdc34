package dev.atlas.webhooks.dsl.ast;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A field: where reading starts, and the steps from there. */
public record Path(Root root, List<Step> steps, Span span) implements Operand {

    public Path {
        steps = List.copyOf(steps);
    }

    /** Where a path starts. */
    public enum Root {
        DATA,
        PREVIOUS,
        TYPE,
        ID,
        CREATED,
        TAGS,
        /** The element that the enclosing {@code any}, {@code all} or {@code none} looks at. */
        IT;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The name that stands for this root in a filter. */
        public String word() {
            return word;
        }

        /** The root of that exact name, if it is one. */
        public static Optional<Root> named(String name) {
            for (Root root : values()) {
                if (root.word().equals(name)) {
                    return Optional.of(root);
                }
            }
            return Optional.empty();
        }
    }

    /** From a value to one of its parts. */
    public sealed interface Step {}

    /** The member of that name; on an array, of each element. */
    public record Member(String name) implements Step {}

    /** The element at that position, from 0. */
    public record Element(int index) implements Step {}

    /** Whether the path is that root itself. */
    public boolean is(Root other) {
        return root == other && steps.isEmpty();
    }

    /** The names along the path, without positions. */
    public List<String> names() {
        return steps.stream()
                .filter(Member.class::isInstance)
                .map(step -> ((Member) step).name())
                .toList();
    }
}
