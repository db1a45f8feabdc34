package dev.atlas.webhooks.dsl.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds rules of a layer again among others. */
final class Reunion<T> {

    private final List<Rule<T>> known;
    private final int[] numbers;
    private final Map<T, Integer> byTarget = new HashMap<>();
    private int next;

    Reunion(List<Rule<T>> known) {
        this.known = known;
        this.numbers = new int[known.size()];
        Arrays.fill(numbers, -1);
    }

    /** Whether a rule is in the layer, unchanged; it then has that number. Fast where the order is the same. */
    boolean take(Rule<T> rule, int number) {
        if (next < known.size() && !known.get(next).target().equals(rule.target())) {
            next = find(rule.target());
        }
        boolean same =
                next < known.size() && numbers[next] < 0 && known.get(next).equals(rule);
        if (same) {
            numbers[next] = number;
        }
        next++;
        return same;
    }

    private int find(T target) {
        if (byTarget.isEmpty()) {
            for (int i = 0; i < known.size(); i++) {
                byTarget.put(known.get(i).target(), i);
            }
        }
        return byTarget.getOrDefault(target, next - 1);
    }

    int[] numbers() {
        return numbers;
    }
}
