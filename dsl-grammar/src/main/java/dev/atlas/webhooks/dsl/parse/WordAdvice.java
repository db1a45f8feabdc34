package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Fix;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** Explains what must follow the words that only one thing can follow. */
final class WordAdvice {

    private static final Map<String, String> JUMBLED =
            Map.of("===", "=", "=>", ">=", "=<", "<=", "!==", "!=", "=!", "!=", "><", "!=", ">>", ">", "<<", "<");

    private final Problems problems;
    private final NegationAdvice negation;

    WordAdvice(Problems problems) {
        this.problems = problems;
        this.negation = new NegationAdvice(problems);
    }

    /** Whether the word before the place explains what is wrong, which is then noted. */
    boolean explain(Place place) {
        Token at = place.at();
        switch (place.typeBefore()) {
            case FilterLexer.IS -> is(place);
            case FilterLexer.NOT -> {
                return negation.explain(place);
            }
            case FilterLexer.IN -> in(place);
            case FilterLexer.STARTS, FilterLexer.ENDS -> {
                int end = Problems.end(place.before());
                String message = "`" + place.before().getText() + "` is followed by `with`.";
                problems.at(at, "with-expected", message, new Fix("Insert `with`", end, end, " with"));
            }
            case FilterLexer.MATCHES -> matches(at);
            case FilterLexer.LIKE -> {
                String message = "`like` needs a text in quotes, as in `like \"Acme*\"`.";
                problems.at(at, "text-expected", message, quoted(at));
            }
            case FilterLexer.CHANGED -> {
                String message = "`changed` is followed by `from …`, by `to …`, or by both.";
                problems.at(
                        at,
                        "from-to-expected",
                        message,
                        new Fix("Insert `to`", at.getStartIndex(), at.getStartIndex(), "to "));
            }
            case FilterLexer.DOT ->
                problems.at(
                        at,
                        "name-expected",
                        "After the dot a field name is missing. A name with spaces or a leading digit stands in backquotes, as in"
                                + " deal.`Annual Revenue`.");
            case FilterLexer.LBRACKET ->
                problems.at(at, "bad-position", "Between [ and ] stands a position, as in `deal.items[0]`.");
            case FilterLexer.COLON ->
                problems.at(
                        at,
                        "label-expected",
                        "After the colon a tag or type is missing, as in `tag:enterprise` or `type:deal.*`.");
            case FilterLexer.NOW -> {
                return now(place);
            }
            default -> {
                return quantifier(place) || label(place) || jumbled(place);
            }
        }
        return true;
    }

    private void is(Place place) {
        if (NegationAdvice.isOperator(place.at())) {
            negation.withoutIs(place, place.before());
            return;
        }
        String message =
                "`is` is followed by `null`, `missing` or `empty`, with or without `not`. To compare, write `=`.";
        Fix equals = SyntaxAdvice.replace("Write `=`", place.before(), "=");
        problems.at(place.at(), "is-what", message, place.atEnd() ? new Fix[0] : new Fix[] {equals});
    }

    private void in(Place place) {
        Token at = place.at();
        Token subject = place.beforeThat();
        String message = "`in` needs a list in parentheses, as in `in (\"won\", \"lost\")`.";
        boolean turned = subject.getType() == FilterLexer.TEXT
                && at.getType() == FilterLexer.NAME
                && place.after().getType() == Token.EOF;
        if (turned) {
            String contains = at.getText() + " contains " + subject.getText();
            Fix turn = new Fix("Write " + contains, subject.getStartIndex(), Problems.end(at), contains);
            problems.at(at, "list-expected", message + " To look into an array, write `contains`.", turn);
        } else {
            boolean value = at.getType() == FilterLexer.NAME
                    || at.getType() == FilterLexer.TEXT
                    || at.getType() == FilterLexer.NUMBER;
            String list = "(" + at.getText() + ")";
            problems.at(
                    at,
                    "list-expected",
                    message,
                    value ? new Fix[] {SyntaxAdvice.replace("Write " + list, at, list)} : new Fix[0]);
        }
    }

    private void matches(Token at) {
        String message = "`matches` needs a regular expression between slashes, as in `matches /^Acme/`.";
        if (at.getType() == FilterLexer.TEXT && at.getText().length() > 2) {
            String inner = at.getText().substring(1, at.getText().length() - 1).replace("/", "\\/");
            Fix fix = SyntaxAdvice.replace("Make it a regular expression", at, "/" + inner + "/");
            problems.at(at, "regex-expected", message, fix);
        } else {
            problems.at(at, "regex-expected", message);
        }
    }

    private boolean now(Place place) {
        if (place.at().getType() == FilterLexer.MINUS || place.isAdjacent()) {
            String message = "Durations are written 7d, 12h, 30m or 10s, as in `now - 7d`.";
            problems.at(place.at(), "bad-duration", message);
            return true;
        }
        return false;
    }

    private boolean quantifier(Place place) {
        Token at = place.at();
        int type = place.typeBefore();
        boolean quantifier = type == FilterLexer.ANY || type == FilterLexer.ALL || type == FilterLexer.NONE;
        if ((quantifier || type == FilterLexer.COUNT) && place.awaited() != Place.Awaited.OPERATOR) {
            String word = place.before().getText();
            String example = quantifier ? word + "(deal.items, it.quantity > 10)" : word + "(deal.items) > 3";
            String name = "data." + word;
            String message = "`" + word + "` is followed by parentheses, as in `" + example
                    + "`. A field of that name is written `" + name + "`.";
            Fix[] fixes = SyntaxAdvice.isComparison(at)
                    ? new Fix[] {SyntaxAdvice.replace("Write " + name, place.before(), name)}
                    : new Fix[0];
            problems.at(at, "parenthesis-expected", message, fixes);
            return true;
        }
        if (at.getType() == FilterLexer.RPAREN && place.awaited() == Place.Awaited.COMMA) {
            String message =
                    "Behind the field a comma and a condition are missing, as in `any(deal.items, it.quantity > 10)`.";
            problems.at(at, "condition-expected", message);
            return true;
        }
        return false;
    }

    private boolean label(Place place) {
        Token at = place.at();
        Token label = place.before();
        boolean isLabel = (place.typeBefore() == FilterLexer.TAG || place.typeBefore() == FilterLexer.TYPE)
                && place.beforeThat().getType() != FilterLexer.DOT;
        if (isLabel && (at.getType() == FilterLexer.NAME || at.getType() == FilterLexer.TEXT)) {
            String example = label.getText() + ":" + at.getText();
            int gap = Problems.end(label);
            Fix colon = new Fix("Insert the colon", gap, at.getStartIndex(), ":");
            problems.at(
                    at,
                    "colon-expected",
                    "After `" + label.getText() + "` a colon is missing, as in `" + example + "`.",
                    colon);
            return true;
        }
        if (at.getType() == FilterLexer.RPAREN
                && place.typeBefore() == FilterLexer.LPAREN
                && place.beforeThat().getType() == FilterLexer.COLON) {
            String message = "The list is empty. Put at least one value between the parentheses.";
            problems.at(at, "empty-list", message);
            return true;
        }
        return false;
    }

    private boolean jumbled(Place place) {
        boolean bang = place.at().getText().equals("!") && place.typeBefore() == FilterLexer.EQUAL;
        if (!(SyntaxAdvice.isComparison(place.at()) || bang)
                || !SyntaxAdvice.isComparison(place.before())
                || !place.isAdjacent()) {
            return false;
        }
        String written = place.before().getText() + place.at().getText();
        String meant = JUMBLED.getOrDefault(written, "=");
        int start = place.before().getStartIndex();
        String message = "`" + written + "` is not an operator. Did you mean `" + meant + "`?";
        problems.at(
                place.at(),
                "unknown-operator",
                message,
                new Fix("Write `" + meant + "`", start, Problems.end(place.at()), meant));
        return true;
    }

    /** A word of the language where a value belongs. */
    void reserved(Place place) {
        Token at = place.at();
        boolean state = at.getType() == FilterLexer.EMPTY || at.getType() == FilterLexer.MISSING;
        if (state && place.typeBefore() == FilterLexer.EQUAL) {
            String is = "is " + at.getText();
            Fix fix = new Fix("Write `" + is + "`", place.before().getStartIndex(), Problems.end(at), is);
            problems.at(at, "reserved-word", "To test for that, write `" + is + "`.", fix, quoted(at)[0]);
        } else {
            String message = "`" + at.getText() + "` is a word of the language. A text stands in quotes.";
            problems.at(at, "reserved-word", message, quoted(at));
        }
    }

    private static Fix[] quoted(Token at) {
        boolean word = at.getType() == FilterLexer.NAME || SyntaxAdvice.isWord(at);
        return word ? new Fix[] {SyntaxAdvice.replace("Make it a text", at, "\"" + at.getText() + "\"")} : new Fix[0];
    }
}
