package dev.atlas.webhooks.dsl.index;

import org.jspecify.annotations.Nullable;

/**
 * What clusters lead to. A target is the number of a rule, if nothing else must be tested for it and it is alone; any other
 * is the complement of the number of an entry in here.
 */
final class Entries {

    /** There are none. */
    static final Entries NONE = new Entries(new Residue[0], new int[0], new int[0]);

    private final @Nullable Residue[] residues;
    private final int[] ruleEnds;
    private final int[] rules;

    /**
     * The entries of a segment.
     *
     * @param residues null where nothing is left to test
     * @param ruleEnds where the rules of each end in {@code rules}
     */
    Entries(@Nullable Residue[] residues, int[] ruleEnds, int[] rules) {
        this.residues = residues;
        this.ruleEnds = ruleEnds;
        this.rules = rules;
    }

    /** Marks the rules of a target whose key and bound hold, if what is left of their filter does. */
    void take(int target, Matches event) {
        if (target >= 0) {
            event.mark(target);
        } else {
            test(~target, event);
        }
    }

    private void test(int entry, Matches event) {
        int from = entry == 0 ? 0 : ruleEnds[entry - 1];
        int to = ruleEnds[entry];
        Residue residue = residues[entry];
        if (event.wants(rules, from, to) && (residue == null || residue.test(event))) {
            for (int i = from; i < to; i++) {
                event.mark(rules[i]);
            }
        }
    }
}
