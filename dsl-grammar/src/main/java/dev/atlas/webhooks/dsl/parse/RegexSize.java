package dev.atlas.webhooks.dsl.parse;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how many steps a regular expression repeats itself into, before RE2 spends time and memory on it: RE2/J alone
 * would unfold {@code ((a{100}){100}){100}} into a million instructions.
 */
final class RegexSize {

    private static final long ENOUGH = 1_000_000;

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long group;
    private long last;
    private int at;

    private RegexSize(String pattern) {
        this.pattern = pattern;
    }

    /** The number of atoms once counted repetitions are written out; a million stands for more. */
    static long atMost(String pattern) {
        return new RegexSize(pattern).scan();
    }

    private long scan() {
        while (at < pattern.length() && group < ENOUGH) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '(' -> {
                    outer.push(group);
                    group = 0;
                }
                case ')' -> {
                    last = group;
                    group += outer.isEmpty() ? 0 : outer.pop();
                }
                case '{' -> repeat();
                case '[' -> {
                    skipClass();
                    atom();
                }
                case '\\' -> {
                    at++;
                    atom();
                }
                default -> atom();
            }
        }
        return group + outer.stream().mapToLong(Long::longValue).sum();
    }

    private void atom() {
        last = 1;
        group++;
    }

    private void repeat() {
        int close = pattern.indexOf('}', at);
        String bounds = close < 0 ? "" : pattern.substring(at, close);
        if (bounds.matches("\\d{1,4}(,\\d{0,4})?")) {
            int comma = bounds.indexOf(',');
            boolean open = comma < 0 || comma == bounds.length() - 1;
            String most = open ? bounds.replace(",", "") : bounds.substring(comma + 1);
            long added = last * Math.max(0, Integer.parseInt(most) - 1);
            last += added;
            group += added;
            at = close + 1;
        } else {
            atom();
        }
    }

    private void skipClass() {
        at += pattern.startsWith("^]", at) ? 2 : pattern.startsWith("]", at) ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
