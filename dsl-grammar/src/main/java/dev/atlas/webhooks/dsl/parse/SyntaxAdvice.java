package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Fix;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** Says in plain words what a text lacks at one place, and how to mend it. */
final class SyntaxAdvice {

    private static final List<String> OPERATORS = List.of(
            "and",
            "or",
            "between",
            "in",
            "contains",
            "starts with",
            "ends with",
            "like",
            "matches",
            "exists",
            "is null",
            "is empty",
            "is missing",
            "changed",
            "increased",
            "decreased",
            "not in",
            "not contains");

    private static final Map<String, String> FOREIGN_OPERATORS = Map.ofEntries(
            Map.entry("eq", "="),
            Map.entry("equals", "="),
            Map.entry("equal", "="),
            Map.entry("was", "="),
            Map.entry("ne", "!="),
            Map.entry("neq", "!="),
            Map.entry("gt", ">"),
            Map.entry("lt", "<"),
            Map.entry("gte", ">="),
            Map.entry("ge", ">="),
            Map.entry("lte", "<="),
            Map.entry("le", "<="),
            Map.entry("has", "contains"),
            Map.entry("have", "contains"),
            Map.entry("includes", "contains"),
            Map.entry("include", "contains"),
            Map.entry("startswith", "starts with"),
            Map.entry("starts_with", "starts with"),
            Map.entry("begins", "starts with"),
            Map.entry("endswith", "ends with"),
            Map.entry("ends_with", "ends with"),
            Map.entry("regex", "matches"),
            Map.entry("regexp", "matches"),
            Map.entry("rlike", "matches"),
            Map.entry("ilike", "like"),
            Map.entry("exist", "exists"),
            Map.entry("isnull", "is null"),
            Map.entry("isempty", "is empty"),
            Map.entry("decreases", "decreased"),
            Map.entry("increases", "increased"),
            Map.entry("changes", "changed"));

    private final String text;
    private final Problems problems;

    SyntaxAdvice(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    void explain(Place place) {
        if (place.at().getType() == FilterLexer.RPAREN && unopened(place.at(), place)) {
            Fix remove = new Fix("Remove it", place.at().getStartIndex(), Problems.end(place.at()), "");
            problems.at(place.at(), "extra-parenthesis", "This `)` closes nothing.", remove);
        } else if (!afterKeyword(place)) {
            switch (place.awaited()) {
                case CONDITION -> condition(place);
                case OPERATOR -> operator(place);
                case VALUE -> value(place);
                case AND_OR_END -> andOrEnd(place);
                case OTHER -> other(place);
            }
        }
    }

    /** Words that can be followed by one thing only. */
    private boolean afterKeyword(Place place) {
        Token at = place.at();
        switch (place.typeBefore()) {
            case FilterLexer.IS -> isWhat(place);
            case FilterLexer.IN -> {
                String message = "`in` needs a list in parentheses, as in `in (\"won\", \"lost\")`.";
                problems.at(at, "list-expected", message, wrapped(place, "(", ")"));
            }
            case FilterLexer.STARTS, FilterLexer.ENDS -> {
                String message = "`" + place.before().getText() + "` is followed by `with`.";
                int end = Problems.end(place.before());
                problems.at(at, "with-expected", message, new Fix("Insert `with`", end, end, " with"));
            }
            case FilterLexer.MATCHES -> {
                String message = "`matches` needs a regular expression between slashes, as in `matches /^Acme/`.";
                Fix[] fixes = at.getType() == FilterLexer.TEXT ? new Fix[] {slashed(at)} : new Fix[0];
                problems.at(at, "regex-expected", message, fixes);
            }
            case FilterLexer.LIKE -> {
                String message = "`like` needs a text in quotes, as in `like \"Acme*\"`.";
                problems.at(at, "text-expected", message, wrapped(place, "\"", "\""));
            }
            case FilterLexer.DOT -> {
                String message =
                        "After the dot a field name is missing. A name with spaces or a leading digit stands in"
                                + " backquotes, as in deal.`Annual Revenue`.";
                problems.at(at, "name-expected", message);
            }
            case FilterLexer.LBRACKET -> {
                String message = "Between [ and ] stands a position, as in `deal.items[0]`.";
                problems.at(at, "bad-position", message);
            }
            case FilterLexer.COLON -> {
                String message = "After the colon a tag or type is missing, as in `tag:enterprise` or `type:deal.*`.";
                problems.at(at, "label-expected", message);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void isWhat(Place place) {
        String message = "`is` is followed by `null`, `missing` or `empty`, with or without `not`.";
        Token is = place.before();
        Fix equals = new Fix("Write `=`", is.getStartIndex(), Problems.end(is), "=");
        problems.at(
                place.at(),
                "is-what",
                message + " To compare, write `=`.",
                place.atEnd() ? new Fix[0] : new Fix[] {equals});
    }

    private void condition(Place place) {
        Token at = place.at();
        if (place.atEnd()) {
            problems.at(
                    at, "ends-too-early", "The filter ends where a condition was expected" + place.afterWords() + ".");
        } else if (isWord(at) && at.getType() != FilterLexer.AND && at.getType() != FilterLexer.OR) {
            String word = at.getText();
            String message =
                    "`" + word + "` is a word of the language. A field of that name is written `data." + word + "`.";
            Fix fix = new Fix("Write data." + word, at.getStartIndex(), Problems.end(at), "data." + word);
            problems.at(at, "reserved-word", message, fix);
        } else {
            String message = "A condition was expected here, not `" + at.getText()
                    + "`. A condition looks like `deal.value > 10000` or `tag:enterprise`.";
            problems.at(at, "condition-expected", message);
        }
    }

    private void operator(Place place) {
        Token at = place.at();
        Token before = place.before();
        if ((before.getType() == FilterLexer.TAG || before.getType() == FilterLexer.TYPE)
                && (at.getType() == FilterLexer.NAME || at.getType() == FilterLexer.TEXT)) {
            int end = Problems.end(before);
            String label = before.getText();
            Fix colon = new Fix("Insert the colon", end, at.getStartIndex(), ":");
            problems.at(
                    at,
                    "colon-expected",
                    "After `" + label + "` a colon is missing, as in `" + label + ":" + at.getText() + "`.",
                    colon);
        } else if (at.getType() == FilterLexer.NAME) {
            unknownOperator(place);
        } else if (at.getType() == FilterLexer.COLON) {
            Fix equals = new Fix("Write `=`", at.getStartIndex(), Problems.end(at), " = ");
            problems.at(
                    at,
                    "unknown-operator",
                    "Only `tag` and `type` are followed by a colon. To compare a field, write `=`.",
                    equals);
        } else {
            String subject = place.atStart() ? "this" : "`" + subject(place) + "`";
            int end = place.atStart() ? at.getStartIndex() : Problems.end(before);
            problems.at(
                    at,
                    "operator-expected",
                    "After " + subject + " a test is missing, such as `= …`, `> …`, `contains …` or `exists`.",
                    new Fix("Test for true", end, end, " = true"),
                    new Fix("Test that it exists", end, end, " exists"));
        }
    }

    private String subject(Place place) {
        int end = Problems.end(place.before());
        int start = place.before().getStartIndex();
        for (int i = place.before().getTokenIndex() - 1;
                i >= 0 && Problems.end(place.tokens().get(i)) == start;
                i--) {
            int type = place.tokens().get(i).getType();
            if (type == FilterLexer.SPACES || type == FilterLexer.LPAREN || type == FilterLexer.COMMA) {
                break;
            }
            start = place.tokens().get(i).getStartIndex();
        }
        return text.substring(start, end);
    }

    private void unknownOperator(Place place) {
        Token at = place.at();
        String word = at.getText().toLowerCase(Locale.ROOT);
        String known = FOREIGN_OPERATORS.get(word);
        List<String> meant = known == null ? Spelling.nearest(word, OPERATORS) : List.of(known);
        String hint = meant.isEmpty()
                ? " Known are = != < <= > >= " + String.join(", ", OPERATORS.subList(2, OPERATORS.size() - 2)) + "."
                : " Did you mean `" + meant.get(0) + "`?";
        Fix[] fixes = meant.stream()
                .map(operator -> new Fix("Write `" + operator + "`", at.getStartIndex(), Problems.end(at), operator))
                .toArray(Fix[]::new);
        problems.at(at, "unknown-operator", "`" + at.getText() + "` is not an operator." + hint, fixes);
    }

    private void value(Place place) {
        Token at = place.at();
        if (place.atEnd()) {
            problems.at(at, "ends-too-early", "The filter ends where a value was expected" + place.afterWords() + ".");
        } else if (isWord(at)) {
            String word = at.getText();
            Fix quoted = new Fix("Make it a text", at.getStartIndex(), Problems.end(at), "\"" + word + "\"");
            problems.at(
                    at, "reserved-word", "`" + word + "` is a word of the language. A text stands in quotes.", quoted);
        } else {
            String message = "A value or a field was expected" + place.afterWords() + ", not `" + at.getText() + "`.";
            problems.at(at, "value-expected", message);
        }
    }

    private void andOrEnd(Place place) {
        Token at = place.at();
        if (place.atEnd()) {
            unclosed(place);
        } else if (isComparison(at)) {
            String message =
                    "A condition has two sides only. Join two conditions by `and`, or write `between … and …`.";
            problems.at(at, "chained-comparison", message);
        } else {
            int start = at.getStartIndex();
            String message = "Between two conditions `and` or `or` is missing.";
            problems.at(
                    at,
                    "and-or-missing",
                    message,
                    new Fix("Insert `and`", start, start, "and "),
                    new Fix("Insert `or`", start, start, "or "));
        }
    }

    private void other(Place place) {
        Token at = place.at();
        if (place.atEnd()) {
            unclosed(place);
        } else if (isWord(at)) {
            Fix quoted = new Fix("Make it a text", at.getStartIndex(), Problems.end(at), "\"" + at.getText() + "\"");
            problems.at(
                    at,
                    "reserved-word",
                    "`" + at.getText() + "` is a word of the language. A text stands in quotes.",
                    quoted);
        } else {
            problems.at(at, "unexpected", "`" + at.getText() + "` cannot stand here" + place.afterWords() + ".");
        }
    }

    private void unclosed(Place place) {
        Deque<Token> open = new ArrayDeque<>();
        for (int i = 0; i < place.at().getTokenIndex(); i++) {
            Token token = place.tokens().get(i);
            if (token.getType() == FilterLexer.LPAREN) {
                open.push(token);
            } else if (token.getType() == FilterLexer.RPAREN) {
                open.poll();
            }
        }
        Token end = place.at();
        if (open.isEmpty()) {
            problems.at(end, "ends-too-early", "The filter ends too early" + place.afterWords() + ".");
        } else {
            Fix close = new Fix("Close it at the end", end.getStartIndex(), end.getStartIndex(), ")");
            problems.at(open.peek(), "unclosed-parenthesis", "This `(` is not closed.", close);
        }
    }

    private static boolean unopened(Token parenthesis, Place place) {
        int open = 0;
        for (int i = 0; i < parenthesis.getTokenIndex(); i++) {
            int type = place.tokens().get(i).getType();
            open += type == FilterLexer.LPAREN ? 1 : type == FilterLexer.RPAREN && open > 0 ? -1 : 0;
        }
        return open == 0;
    }

    private static Fix[] wrapped(Place place, String open, String close) {
        Token at = place.at();
        boolean wrappable = at.getType() == FilterLexer.NAME
                || (open.equals("(") && (at.getType() == FilterLexer.TEXT || at.getType() == FilterLexer.NUMBER));
        String replacement = open + at.getText() + close;
        return wrappable
                ? new Fix[] {new Fix("Write " + replacement, at.getStartIndex(), Problems.end(at), replacement)}
                : new Fix[0];
    }

    private static Fix slashed(Token quoted) {
        String inner =
                quoted.getText().substring(1, quoted.getText().length() - 1).replace("/", "\\/");
        return new Fix("Make it a regular expression", quoted.getStartIndex(), Problems.end(quoted), "/" + inner + "/");
    }

    private static boolean isWord(Token token) {
        return token.getType() != Token.EOF
                && token.getType() != FilterLexer.NAME
                && Character.isLetter(token.getText().charAt(0));
    }

    private static boolean isComparison(Token token) {
        return token.getType() >= FilterLexer.EQUAL && token.getType() <= FilterLexer.GREATER_OR_EQUAL;
    }
}
