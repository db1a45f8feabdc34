package dev.atlas.webhooks.dsl.format;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.parse.Names;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the words of a filter: names, literals, labels. The door to them for messages and completions. */
public final class Words {

    private static final int PLAIN_NUMBER_LENGTH = 24;

    private Words() {}

    /** A field, a count or a literal. */
    public static String operand(Operand operand) {
        if (operand instanceof Path path) {
            return path(path);
        }
        return operand instanceof Operand.Count count
                ? "count(" + path(count.path()) + ")"
                : ((Literal) operand).when(new Literals());
    }

    /** A field, as short as it can be written. */
    public static String path(Path path) {
        boolean bare = path.root() == Path.Root.DATA
                && !path.steps().isEmpty()
                && path.steps().get(0) instanceof Path.Member first
                && Names.isPlain(first.name())
                && Path.Root.named(first.name()).isEmpty();
        return bare ? steps(path).substring(1) : rootedPath(path);
    }

    /** A field with the name of its root, also where that could be left out. */
    static String rootedPath(Path path) {
        return path.root().word() + steps(path);
    }

    private static String steps(Path path) {
        StringBuilder words = new StringBuilder();
        for (Path.Step step : path.steps()) {
            if (step instanceof Path.Member member) {
                words.append('.').append(segment(member.name()));
            } else {
                words.append('[').append(((Path.Element) step).index()).append(']');
            }
        }
        return words.toString();
    }

    /** A field of {@code data} by its keys. */
    public static String path(List<String> keys) {
        List<Path.Step> steps = keys.stream().<Path.Step>map(Path.Member::new).toList();
        return path(new Path(Path.Root.DATA, steps, Span.NOWHERE));
    }

    /** A text in quotes. */
    public static String text(String text) {
        return quoted(text, '"');
    }

    /** An event type, in quotes only where it needs them. */
    static String eventType(String type) {
        boolean bare =
                type.contains(".") && List.of(type.split("\\.", -1)).stream().allMatch(Names::isPlain);
        return bare ? type : text(type);
    }

    /** One tag or type behind {@code tag:} or {@code type:}. */
    public static String label(Glob glob) {
        boolean bare = !glob.caseless()
                && glob.pattern().matches("[\\p{IsAlphabetic}0-9_.:@/+*-]+")
                && (glob.wildcards() == Glob.Wildcards.STAR) == glob.pattern().contains("*");
        if (bare || glob.wildcards() == Glob.Wildcards.STAR) {
            return glob.pattern();
        }
        return (glob.caseless() ? "i" : "") + text(glob.pattern());
    }

    static String labelled(Expr.Labelled labelled) {
        String label = labelled.label() == Expr.Label.TAG ? "tag:" : "type:";
        List<String> values = labelled.patterns().stream().map(Words::label).toList();
        return label + (values.size() == 1 ? values.get(0) : "(" + String.join(", ", values) + ")");
    }

    static String list(List<Literal> members, boolean types) {
        return members.stream()
                .map(member -> types && member instanceof Literal.Text text && !text.caseless()
                        ? eventType(text.text())
                        : operand(member))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String segment(String name) {
        return Names.isShaped(name) ? name : quoted(name, '`');
    }

    private static String quoted(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c == '\t') {
                quoted.append("\\t");
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(quote).toString();
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private static final class Literals implements Literal.Cases<String> {

        @Override
        public String number(Literal.Num number) {
            BigDecimal amount = number.amount();
            long plainLength = Math.max(amount.precision(), Math.abs((long) amount.precision() - amount.scale()));
            return plainLength <= PLAIN_NUMBER_LENGTH || amount.scale() == 0
                    ? amount.toPlainString()
                    : amount.toString().replace("E+", "e").replace('E', 'e');
        }

        @Override
        public String text(Literal.Text text) {
            return (text.caseless() ? "i" : "") + Words.text(text.text());
        }

        @Override
        public String bool(Literal.Bool bool) {
            return String.valueOf(bool.truth());
        }

        @Override
        public String nothing(Literal.Null nothing) {
            return "null";
        }

        @Override
        public String time(Literal.Time time) {
            Instant instant = time.instant();
            boolean midnight = instant.getEpochSecond() % 86_400 == 0 && instant.getNano() == 0;
            return midnight ? instant.atOffset(ZoneOffset.UTC).toLocalDate().toString() : instant.toString();
        }

        @Override
        public String now(Literal.Now now) {
            Duration offset = now.offset();
            if (offset.isZero()) {
                return "now";
            }
            long seconds = offset.abs().toSeconds();
            String amount = seconds % 86_400 == 0
                    ? seconds / 86_400 + "d"
                    : seconds % 3_600 == 0
                            ? seconds / 3_600 + "h"
                            : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
            return "now " + (offset.isNegative() ? "- " : "+ ") + amount;
        }
    }
}
