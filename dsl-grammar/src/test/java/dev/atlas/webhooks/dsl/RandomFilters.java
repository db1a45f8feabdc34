package dev.atlas.webhooks.dsl;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.ast.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trees over a small vocabulary, so that random events often meet them. */
final class RandomFilters {

    private static final Span AT = Span.NOWHERE;
    private static final List<String> TEXTS = List.of(
            "x",
            "X",
            "xy",
            "",
            "1",
            "ß",
            "SS",
            "a.b",
            "deal.created",
            "2026-01-31",
            "it's \"q\"",
            "a\\*b",
            "é\n",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "\u212a",
            "\uffee",
            "\ud800");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "1.0",
            "2",
            "-3",
            "2.5",
            "1e3",
            "1e300",
            "1e291",
            "1e-400",
            "1.00000000000000000001",
            "2.5000000000000000000001",
            "9007199254740992",
            "9007199254740993",
            "1769767200",
            "0.30000000000000004");
    private static final List<String> FIELDS = List.of(
            "a",
            "b.c",
            "b",
            "list",
            "items",
            "items.k",
            "items.n",
            "n",
            "t",
            "due",
            "nested",
            "type",
            "odd key",
            "items.0",
            "items.0.n",
            "list.1",
            "nested.0",
            "nested.1.0",
            "items.nested",
            "");

    private final Random random;

    RandomFilters(long seed) {
        this.random = new Random(seed);
    }

    Expr next() {
        return expr(2, 0);
    }

    /** What filters mostly are: of these types, with this text or tag, a number in a range, and perhaps one thing more. */
    Expr nextUsual() {
        List<Expr> operands = new ArrayList<>();
        if (random.nextBoolean()) {
            Literal one = new Literal.Text(one("deal.created", "a.b"), false, AT);
            Literal other = new Literal.Text("deal.updated", false, AT);
            operands.add(new Expr.Test(path(Path.Root.TYPE, ""), new Check.In(List.of(one, other)), AT));
        }
        if (random.nextBoolean()) {
            operands.add(new Expr.Labelled(one(Expr.Label.values()), some(2, this::label), AT));
        } else {
            Literal text = new Literal.Text(text(), false, AT);
            Check check = random.nextBoolean()
                    ? new Check.Compare(Check.Relation.EQUAL, text)
                    : new Check.Find(one(Check.Place.values()), text);
            operands.add(new Expr.Test(path(0), check, AT));
        }
        if (random.nextInt(4) > 0) {
            Check range = random.nextBoolean()
                    ? new Check.Compare(one(Check.Relation.values()), number())
                    : new Check.Between(number(), number());
            operands.add(new Expr.Test(path(Path.Root.DATA, one("a", "n", "list", "items.n")), range, AT));
        }
        if (operands.size() == 1 || random.nextInt(3) == 0) {
            operands.add(leaf(0));
        }
        return new Expr.And(operands, AT);
    }

    private Literal number() {
        return new Literal.Num(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))), AT);
    }

    private Expr expr(int depth, int elements) {
        int choice = depth == 0 ? 0 : random.nextInt(elements == 2 ? 5 : 6);
        return switch (choice) {
            case 2 -> new Expr.And(operands(Expr.And.class, depth, elements), AT);
            case 3 -> new Expr.Or(operands(Expr.Or.class, depth, elements), AT);
            case 4 -> new Expr.Not(expr(depth - 1, elements), AT);
            case 5 ->
                new Expr.Quantified(one(Expr.Quantifier.values()), path(elements), expr(depth - 1, elements + 1), AT);
            default -> leaf(elements);
        };
    }

    private List<Expr> operands(Class<?> notOfThis, int depth, int elements) {
        return Stream.generate(() -> expr(depth - 1, elements))
                .filter(operand -> !notOfThis.isInstance(operand))
                .limit(2 + random.nextInt(2))
                .toList();
    }

    private Expr leaf(int elements) {
        return switch (random.nextInt(11)) {
            case 10 -> new Expr.Test(literal(), ofLiteral(elements), AT);
            case 9 -> new Expr.Test(path(Path.Root.DATA, "due"), timely(), AT);
            case 0 -> new Expr.Labelled(one(Expr.Label.values()), some(2, this::label), AT);
            case 1 -> new Expr.Changed(changing(), side(), side(), AT);
            case 2 -> new Expr.Moved(changing(), one(Expr.Direction.values()), AT);
            default -> new Expr.Test(subject(elements), check(elements), AT);
        };
    }

    /** Of a field that holds times, if texts of it are. */
    private Check timely() {
        Operand other =
                switch (random.nextInt(5)) {
                    case 0 -> path(Path.Root.DATA, "due");
                    case 1 -> path(Path.Root.CREATED, "");
                    case 2 -> path(Path.Root.PREVIOUS, "due");
                    case 3 -> number();
                    default -> time();
                };
        return new Check.Compare(one(Check.Relation.values()), other);
    }

    /** What may be asked of a fixed value. */
    private Check ofLiteral(int elements) {
        return random.nextBoolean()
                ? new Check.Between(value(elements), value(elements))
                : new Check.Compare(one(Check.Relation.values()), literal());
    }

    private Literal time() {
        return random.nextBoolean()
                ? new Literal.Time(Instant.parse(one("2026-01-31T00:00:00Z", "2026-01-30T10:00:00.5Z")), AT)
                : new Literal.Now(Duration.ofSeconds(one(0L, 86_400L, -3_600L, 90L, -60L)), AT);
    }

    private Operand subject(int elements) {
        return random.nextInt(4) == 0 ? new Operand.Count(path(elements), AT) : path(elements);
    }

    private Check check(int elements) {
        return switch (random.nextInt(9)) {
            case 0 -> new Check.Between(value(elements), value(elements));
            case 1 -> new Check.In(some(4, this::literal));
            case 2 -> new Check.Find(one(Check.Place.values()), value(elements));
            case 3 -> new Check.Like(like());
            case 4 ->
                new Check.Matches(new Regex(
                        one(
                                "x",
                                "^x",
                                "y$",
                                "a/b|1",
                                "[0-9]+",
                                "\\.",
                                "^.$",
                                "[^x]{2}|^$",
                                "\\bk",
                                "^(x|s)*$",
                                "x\\b",
                                "x\\B",
                                "^\\B",
                                "(?i)X",
                                "(?i:k)",
                                "(?m)^.$",
                                "(?s:.)$",
                                "\\pL",
                                "\\p{Lu}|\\d",
                                "^\\P{L}",
                                "[[:alpha:]]y",
                                "\\x78",
                                "ß",
                                "[à-ü]"),
                        random.nextBoolean(),
                        AT));
            case 5 -> new Check.Presence(one(Check.State.values()));
            case 6 -> new Check.Find(one(Check.Place.values()), path(elements));
            default -> new Check.Compare(one(Check.Relation.values()), value(elements));
        };
    }

    private Operand value(int elements) {
        return random.nextInt(3) == 0 ? path(elements) : literal();
    }

    private @Nullable Operand side() {
        int choice = random.nextInt(5);
        return choice < 3 ? null : choice == 3 ? new Literal.Null(AT) : value(0);
    }

    private Path changing() {
        return path(
                Path.Root.DATA,
                one(
                        "a",
                        "b.c",
                        "b",
                        "list",
                        "items.n",
                        "n",
                        "due",
                        "items",
                        "nested",
                        "items.1",
                        "items.nested.0",
                        ""));
    }

    Path path(int elements) {
        int choice = random.nextInt(elements == 0 ? 3 : 5);
        if (choice > 2) {
            return path(Path.Root.IT, one("", "k", "n", "nested", "nested.0", "0"));
        } else if (choice > 0) {
            return path(Path.Root.DATA, FIELDS.get(random.nextInt(FIELDS.size())));
        }
        Path.Root root = one(Path.Root.TYPE, Path.Root.ID, Path.Root.CREATED, Path.Root.TAGS, Path.Root.PREVIOUS);
        return switch (root) {
            case PREVIOUS -> path(root, one("a", "items", "items.n", "list.0", "nested", ""));
            case TAGS -> path(root, one("", "", "0", "1"));
            default -> path(root, "");
        };
    }

    private static Path path(Path.Root root, String keys) {
        Stream<String> names = keys.isEmpty() ? Stream.of() : Stream.of(keys.split("\\."));
        return new Path(root, names.<Path.Step>map(RandomFilters::step).toList(), AT);
    }

    private static Path.Step step(String key) {
        return key.matches("\\d") ? new Path.Element(Integer.parseInt(key)) : new Path.Member(key);
    }

    private Literal literal() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> number();
            case 2 -> new Literal.Bool(random.nextBoolean(), AT);
            case 3 -> time();
            default -> new Literal.Text(text(), random.nextBoolean(), AT);
        };
    }

    private Glob label() {
        return random.nextBoolean()
                ? new Glob(text(), Glob.Wildcards.NONE, random.nextBoolean(), AT)
                : new Glob(one("x*", "*y", "*", "a*b", "deal.*", "*.created"), Glob.Wildcards.STAR, false, AT);
    }

    private Glob like() {
        String pattern = one("x*", "?", "*y", "X?", "*", "", "a\\*b", "deal.*");
        return new Glob(pattern, Glob.Wildcards.STAR_AND_QUESTION_MARK, random.nextBoolean(), AT);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <T> List<T> some(int most, Supplier<T> supplier) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> supplier.get())
                .toList();
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
