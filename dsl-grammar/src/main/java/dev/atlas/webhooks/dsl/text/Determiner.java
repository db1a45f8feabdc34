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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        EDGE,
        FOUND
    }

    /** What to do and where to go on; only a fork has two ways. */
    private record Node(Kind kind, CodePoints set, Piece.@Nullable Edge edge, int next, int other) {}

    /** What stands on one side of a place. */
    private enum Side {
        NOTHING,
        WORD,
        LINE_FEED,
        ELSE
    }

    /**
     * Where a text can be in the pattern.
     *
     * @param nodes  what comes next; edges that depend on the next character are still among them
     * @param before what has been read last, as far as it matters
     */
    private record State(BitSet nodes, Side before) {}

    private static final CodePoints NO_SET = new CodePoints();
    private static final CodePoints WORD =
            new CodePoints().add('0', '9').add('A', 'Z').add('_', '_').add('a', 'z');
    private static final CodePoints LINE_FEED = CodePoints.of('\n');

    private final List<Node> nodes = new ArrayList<>();
    private final Map<State, Integer> states = new HashMap<>();
    private final List<State> order = new ArrayList<>();
    private boolean hasLines;
    private boolean hasBorders;
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
        nodes.add(new Node(kind, set, null, next, other));
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
        return edge((Piece.Edge) piece, next);
    }

    private int edge(Piece.Edge edge, int next) {
        hasLines |= edge == Piece.Edge.LINE_BEGIN || edge == Piece.Edge.LINE_END;
        hasBorders |= edge == Piece.Edge.WORD_BORDER || edge == Piece.Edge.NO_WORD_BORDER;
        int node = node(Kind.EDGE, NO_SET, next, NO_NODE);
        nodes.set(node, new Node(Kind.EDGE, NO_SET, edge, next, NO_NODE));
        return node;
    }

    private int repeat(Piece.Repeat repeat, int next) {
        int first = next;
        if (repeat.most() == Piece.Repeat.ANY_NUMBER) {
            first = node(Kind.FORK, NO_SET, next, NO_NODE);
            int again = build(repeat.piece(), first);
            nodes.set(first, new Node(Kind.FORK, NO_SET, null, next, again));
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
        Alphabet alphabet = Alphabet.of(Stream.concat(
                        nodes.stream().filter(node -> node.kind() == Kind.ONE).map(Node::set),
                        Stream.concat(
                                hasBorders ? Stream.of(WORD) : Stream.of(),
                                hasLines ? Stream.of(LINE_FEED) : Stream.of()))
                .distinct()
                .toList());
        if (alphabet.size() > MOST_CLASSES) {
            throw new TooLarge();
        }
        BitSet found = new BitSet();
        found.set(FOUND);
        order.addAll(List.of(new State(new BitSet(), Side.ELSE), new State(found, Side.ELSE)));
        int begin = state(closure(List.of(start), Side.NOTHING), Side.NOTHING);
        List<char[]> steps = new ArrayList<>();
        for (int state = 0; state < order.size(); state++) {
            steps.add(state <= Automaton.ACCEPTED ? all(state, alphabet) : steps(order.get(state), start, alphabet));
        }
        char[] table = new char[steps.size() * alphabet.size()];
        boolean[] ends = new boolean[steps.size()];
        for (int state = 0; state < ends.length; state++) {
            System.arraycopy(steps.get(state), 0, table, state * alphabet.size(), alphabet.size());
            ends[state] = reached(order.get(state), Side.NOTHING).get(FOUND);
        }
        return new Automaton(alphabet, table, ends, begin);
    }

    private static char[] all(int state, Alphabet alphabet) {
        char[] same = new char[alphabet.size()];
        Arrays.fill(same, (char) state);
        return same;
    }

    private char[] steps(State state, int start, Alphabet alphabet) {
        char[] steps = new char[alphabet.size()];
        for (int each = 0; each < steps.length; each++) {
            int character = alphabet.sample(each);
            Side side = side(character);
            BitSet here = reached(state, side);
            // A match may begin anywhere.
            List<Integer> next = new ArrayList<>(List.of(start));
            for (int node = here.nextSetBit(0); node >= 0; node = here.nextSetBit(node + 1)) {
                countWork();
                if (nodes.get(node).kind() == Kind.ONE && nodes.get(node).set().has(character)) {
                    next.add(nodes.get(node).next());
                }
            }
            steps[each] = (char) (here.get(FOUND) ? Automaton.ACCEPTED : state(closure(next, side), side));
            if (order.size() * steps.length > MOST_STEPS) {
                throw new TooLarge();
            }
        }
        return steps;
    }

    private int state(BitSet its, Side before) {
        if (its.get(FOUND)) {
            return Automaton.ACCEPTED;
        } else if (its.isEmpty() && !hasLines) {
            // Where lines begin a match can begin again.
            return Automaton.DEAD;
        }
        return states.computeIfAbsent(new State(its, before), added -> {
            order.add(added);
            return order.size() - 1;
        });
    }

    /** Which side a character is, as far as the pattern asks. */
    private Side side(int character) {
        if (hasBorders && WORD.has(character)) {
            return Side.WORD;
        }
        return hasLines && character == '\n' ? Side.LINE_FEED : Side.ELSE;
    }

    /** All nodes that are reached without reading a character and that want one, or to know the next one. */
    private BitSet closure(List<Integer> from, Side before) {
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
            if (node.kind() == Kind.FORK) {
                open.push(node.next());
                open.push(node.other());
            } else if (node.edge() == Piece.Edge.BEGIN || node.edge() == Piece.Edge.LINE_BEGIN) {
                boolean lineBegins = before == Side.LINE_FEED && node.edge() == Piece.Edge.LINE_BEGIN;
                if (before == Side.NOTHING || lineBegins) {
                    open.push(node.next());
                }
            } else {
                reached.set(at);
            }
        }
        return reached;
    }

    /** What a state reaches when it is known what follows. */
    private BitSet reached(State state, Side next) {
        BitSet reached = state.nodes();
        BitSet passed = new BitSet();
        while (true) {
            List<Integer> behind = reached.stream()
                    .filter(node -> !passed.get(node) && holds(nodes.get(node).edge(), state.before(), next))
                    .peek(passed::set)
                    .mapToObj(node -> nodes.get(node).next())
                    .toList();
            if (behind.isEmpty()) {
                return reached;
            }
            BitSet more = closure(behind, state.before());
            more.or(reached);
            reached = more;
        }
    }

    private static boolean holds(Piece.@Nullable Edge edge, Side before, Side next) {
        if (edge == null) {
            return false;
        }
        return switch (edge) {
            case END -> next == Side.NOTHING;
            case LINE_END -> next == Side.NOTHING || next == Side.LINE_FEED;
            case WORD_BORDER -> (before == Side.WORD) != (next == Side.WORD);
            case NO_WORD_BORDER -> (before == Side.WORD) == (next == Side.WORD);
            // Decided by what is before.
            case BEGIN, LINE_BEGIN -> false;
        };
    }

    private void countWork() {
        if (++work > MOST_WORK) {
            throw new TooLarge();
        }
    }
}
