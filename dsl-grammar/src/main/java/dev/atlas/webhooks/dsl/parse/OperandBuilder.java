package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.value.Decimals;
import dev.atlas.webhooks.dsl.value.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Builds the sides of conditions: fields, literals, list members, labels. Knows inside how many elements it stands. */
final class OperandBuilder {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final String text;
    private final Problems problems;
    private int elements;

    OperandBuilder(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    void enterElement(ParserRuleContext quantified) {
        if (++elements == Limits.QUANTIFIERS + 1) {
            String message = "`any`, `all` and `none` can be nested at most " + Limits.QUANTIFIERS + " deep.";
            problems.at(quantified, "too-deep", message);
        }
    }

    void leaveElement() {
        elements--;
    }

    Operand operand(FilterParser.OperandContext context) {
        if (context.COUNT() != null) {
            return new Operand.Count(path(context.path()), TreeBuilder.span(context));
        }
        return context.path() == null ? literal(context.literal()) : path(context.path());
    }

    /** The other side of a comparison. Beside the event's {@code type}, a bare word such as {@code deal.created} is a text. */
    Operand valueFor(Operand subject, FilterParser.OperandContext context) {
        boolean ofType = subject instanceof Path path && path.is(Path.Root.TYPE);
        return ofType && context.path() != null && isBare(context.path())
                ? new Literal.Text(context.getText(), false, TreeBuilder.span(context))
                : operand(context);
    }

    private static boolean isBare(FilterParser.PathContext path) {
        return path.getStart().getType() == FilterLexer.NAME
                && Path.Root.named(path.getStart().getText()).isEmpty()
                && path.step().stream()
                        .allMatch(step -> step.DOT() != null && step.getStop().getType() != FilterLexer.QUOTED_NAME);
    }

    Path path(FilterParser.PathContext context) {
        Token first = context.getStart();
        List<Path.Step> steps = new ArrayList<>();
        Path.Root root = Path.Root.DATA;
        if (first.getType() == FilterLexer.QUOTED_NAME) {
            steps.add(new Path.Member(unquoted(first)));
        } else {
            var named = Path.Root.named(first.getText());
            root = named.orElse(Path.Root.DATA);
            if (named.isEmpty()) {
                steps.add(new Path.Member(first.getText()));
            }
        }
        context.step().forEach(step -> steps.add(step(step)));
        if (root == Path.Root.IT && elements == 0) {
            String message =
                    "`it` is the element inside any(…), all(…) or none(…), and has no meaning outside of them.";
            problems.at(first, "it-outside", message);
        }
        return new Path(root, steps, TreeBuilder.span(context));
    }

    private Path.Step step(FilterParser.StepContext context) {
        if (context.LBRACKET() == null) {
            Token name = context.getStop();
            boolean quoted = name.getType() == FilterLexer.QUOTED_NAME;
            return new Path.Member(quoted ? unquoted(name) : name.getText());
        }
        if (context.TEXT() != null) {
            return new Path.Member(unquoted(context.TEXT().getSymbol()));
        }
        String position = context.NUMBER().getText();
        if (!position.matches("\\d{1,4}")) {
            String message = "A position in an array is a whole number from 0 to " + Limits.POSITION + ".";
            problems.at(context, "bad-position", message);
            return new Path.Element(0);
        }
        return new Path.Element(Integer.parseInt(position));
    }

    /** The field of a change test, which must be one that {@code previous} can hold. */
    Path changing(Operand subject, ParserRuleContext context) {
        if (subject instanceof Path path && path.root() == Path.Root.DATA) {
            return path;
        }
        String message = "Only a field of the event's data can change; `previous` holds no earlier value of this.";
        problems.at(context, "cannot-change", message);
        return new Path(Path.Root.DATA, List.of(), subject.span());
    }

    Literal member(FilterParser.MemberContext context) {
        Span span = TreeBuilder.span(context);
        if (context.literal() == null) {
            String words = context.word().stream()
                    .map(word -> word.QUOTED_NAME() == null ? word.getText() : unquoted(word.getStart()))
                    .collect(Collectors.joining("."));
            return new Literal.Text(words, false, span);
        }
        Literal literal = literal(context.literal());
        if (literal instanceof Literal.Null) {
            problems.at(context, "null-comparison", "null cannot be in a list. Write `or … is null` beside it.");
        }
        return literal;
    }

    Glob label(FilterParser.LabelValueContext context) {
        Token token = context.getStart();
        Span span = TreeBuilder.span(context);
        if (token.getType() != FilterLexer.WORD) {
            return new Glob(unquoted(token), Glob.Wildcards.NONE, isCaseless(token), span);
        }
        String word = token.getText();
        boolean wild = word.indexOf('*') >= 0;
        return new Glob(word, wild ? Glob.Wildcards.STAR : Glob.Wildcards.NONE, false, span);
    }

    Literal.Text text(FilterParser.TextContext context) {
        Token token = context.getStart();
        return new Literal.Text(unquoted(token), isCaseless(token), TreeBuilder.span(context));
    }

    private Literal literal(FilterParser.LiteralContext context) {
        Span span = TreeBuilder.span(context);
        Token token = context.getStop();
        return switch (token.getType()) {
            case FilterLexer.NUMBER -> number(context, span);
            case FilterLexer.TRUE -> new Literal.Bool(true, span);
            case FilterLexer.FALSE -> new Literal.Bool(false, span);
            case FilterLexer.NULL -> new Literal.Null(span);
            case FilterLexer.DATE, FilterLexer.INSTANT -> time(token, span);
            case FilterLexer.NOW -> new Literal.Now(offset(token), span);
            default -> text(context.text());
        };
    }

    private Literal number(FilterParser.LiteralContext context, Span span) {
        var exact = Decimals.parse(context.getText().replace("_", ""));
        if (exact.isEmpty()) {
            String message = "The number is too large: at most " + Decimals.MAX_DIGITS
                    + " digits and an exponent up to " + Decimals.MAX_EXPONENT + ".";
            problems.at(context, "number-too-large", message);
        }
        return new Literal.Num(exact.orElse(BigDecimal.ZERO), span);
    }

    private Literal time(Token token, Span span) {
        String written = token.getText();
        boolean zoned = token.getType() == FilterLexer.DATE || written.matches(".*([zZ]|[+-]\\d\\d:\\d\\d)");
        if (!zoned) {
            int end = Problems.end(token);
            String message = "The instant needs a time zone: `Z` for UTC, or an offset such as +02:00.";
            problems.at(token, "bad-date", message, new Fix("Make it UTC", end, end, "Z"));
        }
        var instant = Times.parse(written);
        if (instant.isEmpty() || instant.get().isBefore(FIRST) || instant.get().isAfter(LAST)) {
            problems.at(token, "bad-date", "There is no such date or time: `" + written + "`.");
        }
        return new Literal.Time(instant.orElse(Instant.EPOCH), span);
    }

    private Duration offset(Token token) {
        String written = token.getText().substring("now".length()).replaceAll("\\s|\u00a0|\ufeff", "");
        if (written.isEmpty()) {
            return Duration.ZERO;
        }
        String amount = written.substring(1, written.length() - 1);
        if (amount.length() > 6) {
            problems.at(token, "bad-duration", "The duration is too long: at most 999999 of a unit.");
            return Duration.ZERO;
        }
        long count = Long.parseLong(amount) * (written.charAt(0) == '-' ? -1 : 1);
        return switch (written.toLowerCase(Locale.ROOT).charAt(written.length() - 1)) {
            case 'd' -> Duration.ofDays(count);
            case 'h' -> Duration.ofHours(count);
            case 'm' -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
        };
    }

    private String unquoted(Token token) {
        int start = token.getStartIndex() + (isCaseless(token) ? 2 : 1);
        String quoted = text.substring(start, token.getStopIndex());
        var bad = Quoting.badEscape(quoted);
        if (bad.isPresent()) {
            int at = start + bad.get();
            String message = "`" + text.substring(at, at + 2)
                    + "` is no escape. Known are \\\" \\' \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four"
                    + " hexadecimal digits; a backslash itself is written \\\\.";
            problems.at(at, at + 2, "bad-escape", message);
            return quoted;
        }
        return Quoting.meaning(quoted);
    }

    private static boolean isCaseless(Token token) {
        return token.getType() == FilterLexer.CASELESS_TEXT;
    }
}
