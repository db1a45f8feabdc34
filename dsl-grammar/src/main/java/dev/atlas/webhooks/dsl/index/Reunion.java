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
        boolean isNext = next < known.size() && known.get(next).target().equals(rule.target());
        int at = isNext ? next : find(rule.target());
        if (at < 0) {
            return false;
        }
        next = at + 1;
        if (numbers[at] >= 0 || !known.get(at).equals(rule)) {
            return false;
        }
        numbers[at] = number;
        return true;
    }

    private int find(T target) {
        if (byTarget.isEmpty()) {
            for (int i = 0; i < known.size(); i++) {
                byTarget.put(known.get(i).target(), i);
            }
        }
        return byTarget.getOrDefault(target, -1);
    }

    int[] numbers() {
        return numbers;
    }
}
