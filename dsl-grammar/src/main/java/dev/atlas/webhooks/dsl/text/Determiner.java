package dev.atlas.webhooks.dsl.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an automaton: Thompson's construction, then the construction of subsets. Both are given up when they become too large,
 * so that no pattern costs much to compile.
 */
final class Determiner {

    private static final int MOST_NODES = 2_000;
    private static final int MOST_CLASSES = 127;
    private static final int MOST_STEPS = 16_384;
    /** Nodes looked at, in all. */
    private static final int MOST_WORK = 400_000;

    private static final int NO_NODE = -1;
    /** The node that is made first. */
    private static final int FOUND = 0;

    private enum Kind {
        ONE,
        FORK,
        BEGIN,
        END,
        FOUND
    }

    /** What to do and where to go on; only a fork has two ways. */
    private record Node(Kind kind, CodePoints set, int next, int other) {}

    private static final CodePoints NO_SET = new CodePoints();

    private final List<Node> nodes = new ArrayList<>();
    private final Map<BitSet, Integer> states = new HashMap<>();
    private final List<BitSet> order = new ArrayList<>();
    private int work;

    private Determiner() {}

    /** Too large to be made. */
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    static Optional<Automaton> automaton(Piece pattern) {
        try {
            return Optional.of(new Determiner().determine(pattern));
        } catch (TooLarge e) {
            return Optional.empty();
        }
    }

    private int node(Kind kind, CodePoints set, int next, int other) {
        if (nodes.size() == MOST_NODES) {
            throw new TooLarge();
        }
        nodes.add(new Node(kind, set, next, other));
        return nodes.size() - 1;
    }

    /** Nodes for a piece, from which it goes on to that node; returns the first one. */
    private int build(Piece piece, int next) {
        if (piece instanceof Piece.One one) {
            return node(Kind.ONE, one.of(), next, NO_NODE);
        } else if (piece instanceof Piece.Sequence sequence) {
            int first = next;
            for (int i = sequence.pieces().size() - 1; i >= 0; i--) {
                first = build(sequence.pieces().get(i), first);
            }
            return first;
        } else if (piece instanceof Piece.Choice choice) {
            int first = build(choice.pieces().get(0), next);
            for (Piece other : choice.pieces().subList(1, choice.pieces().size())) {
                first = node(Kind.FORK, NO_SET, first, build(other, next));
            }
            return first;
        } else if (piece instanceof Piece.Repeat repeat) {
            return repeat(repeat, next);
        }
        return node(piece == Piece.Edge.BEGIN ? Kind.BEGIN : Kind.END, NO_SET, next, NO_NODE);
    }

    private int repeat(Piece.Repeat repeat, int next) {
        int first = next;
        if (repeat.most() == Piece.Repeat.ANY_NUMBER) {
            first = node(Kind.FORK, NO_SET, next, NO_NODE);
            int again = build(repeat.piece(), first);
            nodes.set(first, new Node(Kind.FORK, NO_SET, next, again));
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                first = node(Kind.FORK, NO_SET, next, build(repeat.piece(), first));
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            first = build(repeat.piece(), first);
        }
        return first;
    }

    private Automaton determine(Piece pattern) {
        int start = build(pattern, node(Kind.FOUND, NO_SET, NO_NODE, NO_NODE));
        Alphabet alphabet = Alphabet.of(nodes.stream()
                .filter(node -> node.kind() == Kind.ONE)
                .map(Node::set)
                .distinct()
                .toList());
        if (alphabet.size() > MOST_CLASSES) {
            throw new TooLarge();
        }
        BitSet found = new BitSet();
        found.set(FOUND);
        states.put(new BitSet(), Automaton.DEAD);
        order.addAll(List.of(new BitSet(), found));
        // Not to be found again: only it is at the beginning of the text.
        BitSet first = closure(List.of(start), true);
        int begin = first.get(FOUND) ? Automaton.ACCEPTED : order.size();
        if (begin != Automaton.ACCEPTED) {
            order.add(first);
        }
        List<char[]> steps = new ArrayList<>();
        for (int state = 0; state < order.size(); state++) {
            steps.add(state <= Automaton.ACCEPTED ? all(state, alphabet) : steps(order.get(state), start, alphabet));
        }
        char[] table = new char[steps.size() * alphabet.size()];
        boolean[] ends = new boolean[steps.size()];
        for (int state = 0; state < ends.length; state++) {
            System.arraycopy(steps.get(state), 0, table, state * alphabet.size(), alphabet.size());
            ends[state] = isFoundAtEnd(order.get(state), state == begin);
        }
        return new Automaton(alphabet, table, ends, begin);
    }

    private static char[] all(int state, Alphabet alphabet) {
        char[] same = new char[alphabet.size()];
        Arrays.fill(same, (char) state);
        return same;
    }

    private char[] steps(BitSet state, int start, Alphabet alphabet) {
        char[] steps = new char[alphabet.size()];
        for (int each = 0; each < steps.length; each++) {
            int character = alphabet.sample(each);
            // A match may begin anywhere.
            List<Integer> next = new ArrayList<>(List.of(start));
            for (int node = state.nextSetBit(0); node >= 0; node = state.nextSetBit(node + 1)) {
                countWork();
                if (nodes.get(node).kind() == Kind.ONE && nodes.get(node).set().has(character)) {
                    next.add(nodes.get(node).next());
                }
            }
            steps[each] = (char) state(closure(next, false));
            if (order.size() * steps.length > MOST_STEPS) {
                throw new TooLarge();
            }
        }
        return steps;
    }

    private int state(BitSet its) {
        if (its.get(FOUND)) {
            return Automaton.ACCEPTED;
        }
        return states.computeIfAbsent(its, added -> {
            order.add(added);
            return order.size() - 1;
        });
    }

    /** All nodes that are reached without reading a character and that want one, or the end. */
    private BitSet closure(List<Integer> from, boolean atBegin) {
        BitSet reached = new BitSet();
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            int at = open.pop();
            countWork();
            if (seen.get(at)) {
                continue;
            }
            seen.set(at);
            Node node = nodes.get(at);
            switch (node.kind()) {
                case FORK -> {
                    open.push(node.next());
                    open.push(node.other());
                }
                case BEGIN -> {
                    if (atBegin) {
                        open.push(node.next());
                    }
                }
                default -> reached.set(at);
            }
        }
        return reached;
    }

    private boolean isFoundAtEnd(BitSet state, boolean atBegin) {
        BitSet reached = state;
        BitSet ends = new BitSet();
        while (true) {
            List<Integer> behind = reached.stream()
                    .filter(node -> nodes.get(node).kind() == Kind.END && !ends.get(node))
                    .peek(ends::set)
                    .mapToObj(node -> nodes.get(node).next())
                    .toList();
            if (reached.get(FOUND) || behind.isEmpty()) {
                return reached.get(FOUND);
            }
            reached = closure(behind, atBegin);
        }
    }

    private void countWork() {
        if (++work > MOST_WORK) {
            throw new TooLarge();
        }
    }
}
