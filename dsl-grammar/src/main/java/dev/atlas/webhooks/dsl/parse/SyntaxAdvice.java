package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Fix;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Says in plain words what a text lacks at one place, and how to mend it. */
final class SyntaxAdvice {

    /** A number whose thousands are set off as in prose. */
    private static final Pattern GROUPS = Pattern.compile("\\d{1,3}(?:(?:,|, | )\\d{3})+(?![\\p{L}\\d_])");

    private final String text;
    private final Problems problems;
    private final WordAdvice words;

    SyntaxAdvice(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
        this.words = new WordAdvice(problems);
    }

    void explain(Place place) {
        if (place.at().getType() == FilterLexer.RPAREN && place.open().isEmpty()) {
            problems.at(
                    place.at(), "extra-parenthesis", "This `)` closes nothing.", replace("Remove it", place.at(), ""));
        } else if (!words.explain(place)) {
            switch (place.awaited()) {
                case CONDITION -> condition(place);
                case OPERATOR -> operator(place);
                case VALUE -> value(place);
                case AND_OR_END -> andOrEnd(place);
                case SECOND_END -> secondEnd(place);
                case COMMA_OR_PARENTHESIS -> commaOrParenthesis(place);
                case COMMA -> comma(place);
                case OTHER -> other(place);
            }
        }
    }

    private void condition(Place place) {
        Token at = place.at();
        if (place.atEnd()) {
            String message = "The filter ends where a condition was expected" + place.afterWords() + ".";
            problems.at(at, "ends-too-early", message);
        } else if (isWord(at) && at.getType() != FilterLexer.AND && at.getType() != FilterLexer.OR) {
            String name = "data." + at.getText();
            String message =
                    "`" + at.getText() + "` is a word of the language. A field of that name is written `" + name + "`.";
            problems.at(at, "reserved-word", message, replace("Write " + name, at, name));
        } else {
            String message = "A condition was expected here, not `" + at.getText()
                    + "`. A condition looks like `deal.value > 10000` or `tag:enterprise`.";
            problems.at(at, "condition-expected", message);
        }
    }

    private void operator(Place place) {
        Token at = place.at();
        if (at.getType() == FilterLexer.NAME) {
            unknownOperator(at);
        } else if (at.getType() == FilterLexer.COLON) {
            colon(place);
        } else if (at.getType() == FilterLexer.LPAREN && place.typeBefore() == FilterLexer.NAME && place.isAdjacent()) {
            String message = "There is no `" + place.before().getText()
                    + "(…)`. Known are any(…), all(…), none(…) and count(…); `i\"…\"` compares without regard to case.";
            problems.at(place.before(), "unknown-function", message);
        } else if (place.typeBefore() == FilterLexer.RPAREN) {
            problems.at(at, "operator-expected", "Behind `count(…)` a comparison is missing, such as `> 3`.");
        } else {
            int end = Problems.end(place.before());
            String message =
                    "After " + subject(place) + " a test is missing, such as `= …`, `> …`, `contains …` or `exists`.";
            Fix isTrue = new Fix("Test for true", end, end, " = true");
            Fix exists = new Fix("Test that it exists", end, end, " exists");
            problems.at(at, "operator-expected", message, isTrue, exists);
        }
    }

    private void unknownOperator(Token at) {
        List<String> meant = Operators.meant(at.getText());
        String hint = meant.isEmpty()
                ? " Known are " + String.join(", ", Operators.ALL) + "."
                : " Did you mean `" + meant.get(0) + "`?";
        Fix[] fixes = meant.stream()
                .map(operator -> replace("Write `" + operator + "`", at, operator))
                .toArray(Fix[]::new);
        problems.at(at, "unknown-operator", "`" + at.getText() + "` is not an operator." + hint, fixes);
    }

    private void colon(Place place) {
        Token after = place.after();
        boolean word = after.getType() == FilterLexer.WORD;
        int end = word ? Problems.end(after) : Problems.end(place.at());
        String equals = word ? " = \"" + after.getText() + "\"" : " =";
        String message = "Only `tag` and `type` are followed by a colon. To compare a field, write `=`.";
        problems.at(
                place.at(),
                "unknown-operator",
                message,
                new Fix("Write `=`", Problems.end(place.before()), end, equals));
    }

    /** The words of the field that the place stands behind. */
    private String subject(Place place) {
        int start = place.before().getStartIndex();
        for (int i = place.before().getTokenIndex() - 1; i >= 0; i--) {
            Token token = place.tokens().get(i);
            boolean inPath = token.getType() == FilterLexer.DOT
                    || token.getType() == FilterLexer.NAME
                    || token.getType() == FilterLexer.QUOTED_NAME
                    || token.getType() == FilterLexer.LBRACKET
                    || isWord(token);
            if (!inPath || Problems.end(token) != start) {
                break;
            }
            start = token.getStartIndex();
        }
        return "`" + text.substring(start, Problems.end(place.before())) + "`";
    }

    private void value(Place place) {
        Token at = place.at();
        if (place.atEnd()) {
            String message = "The filter ends where a value was expected" + place.afterWords() + ".";
            problems.at(at, "ends-too-early", message);
        } else if (isWord(at) && at.getType() != FilterLexer.AND && at.getType() != FilterLexer.OR) {
            words.reserved(place);
        } else if (at.getType() == FilterLexer.DOT && place.after().getType() == FilterLexer.NUMBER) {
            String number = "0." + place.after().getText();
            Fix fix = new Fix("Write `" + number + "`", at.getStartIndex(), Problems.end(place.after()), number);
            problems.at(at, "bad-number", "A number starts with a digit: `" + number + "`.", fix);
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
        } else if (place.typeBefore() == FilterLexer.NUMBER && hasGroups(place.before())) {
            grouped(place.before());
        } else if (at.getType() == FilterLexer.NAME
                && !Spelling.nearest(at.getText(), Operators.CONNECTIVES).isEmpty()) {
            String meant = Spelling.nearest(at.getText(), Operators.CONNECTIVES).get(0);
            String message = "`" + at.getText() + "` does not join two conditions. Did you mean `" + meant + "`?";
            problems.at(at, "and-or-missing", message, replace("Write `" + meant + "`", at, meant));
        } else {
            boolean comma = at.getType() == FilterLexer.COMMA;
            int end = comma ? Problems.end(at) : at.getStartIndex();
            String before = comma ? " " : "";
            String behind = comma && end < text.length() && Character.isWhitespace(text.charAt(end)) ? "" : " ";
            Fix and = new Fix("Insert `and`", at.getStartIndex(), end, before + "and" + behind);
            Fix or = new Fix("Insert `or`", at.getStartIndex(), end, before + "or" + behind);
            problems.at(at, "and-or-missing", "Between two conditions `and` or `or` is missing.", and, or);
        }
    }

    private boolean hasGroups(Token number) {
        return GROUPS.matcher(text)
                .region(number.getStartIndex(), text.length())
                .lookingAt();
    }

    private void grouped(Token number) {
        Matcher groups = GROUPS.matcher(text).region(number.getStartIndex(), text.length());
        String digits = groups.lookingAt() ? groups.group().replaceAll("[, ]+", "_") : number.getText();
        String message = "The digits of a number are set off by `_` or not at all: `" + digits + "`.";
        int start = number.getStartIndex();
        Fix fix = new Fix("Write `" + digits + "`", start, groups.end(), digits);
        problems.at(start, groups.end(), "bad-number", message, fix);
    }

    private void secondEnd(Place place) {
        String message = "`between` needs two ends, as in `between 1 and 5`.";
        Token at = place.at();
        problems.at(
                at,
                "second-end-expected",
                message,
                at.getType() == FilterLexer.OR ? new Fix[] {replace("Write `and`", at, "and")} : new Fix[0]);
    }

    private void commaOrParenthesis(Place place) {
        if (place.atEnd()) {
            unclosed(place);
        } else {
            int start = Problems.end(place.before());
            String message = "Between two values of a list a comma is missing.";
            problems.at(place.at(), "comma-missing", message, new Fix("Insert a comma", start, start, ","));
        }
    }

    private void comma(Place place) {
        if (place.atEnd()) {
            unclosed(place);
        } else {
            int start = Problems.end(place.before());
            String message = "Behind the array a comma is missing, as in `any(deal.items, it.quantity > 10)`.";
            problems.at(place.at(), "comma-missing", message, new Fix("Insert a comma", start, start, ","));
        }
    }

    private void other(Place place) {
        if (place.atEnd()) {
            unclosed(place);
        } else if (isWord(place.at())) {
            words.reserved(place);
        } else {
            String message = "`" + place.at().getText() + "` cannot stand here" + place.afterWords() + ".";
            problems.at(place.at(), "unexpected", message);
        }
    }

    private void unclosed(Place place) {
        List<Token> open = place.open();
        Token end = place.at();
        if (open.isEmpty()) {
            problems.at(end, "ends-too-early", "The filter ends too early" + place.afterWords() + ".");
        } else {
            Fix close = new Fix("Close it at the end", end.getStartIndex(), end.getStartIndex(), ")");
            problems.at(open.get(open.size() - 1), "unclosed-parenthesis", "This `(` is not closed.", close);
        }
    }

    static Fix replace(String title, Token token, String replacement) {
        return new Fix(title, token.getStartIndex(), Problems.end(token), replacement);
    }

    /** Whether the token is a word of the language. */
    static boolean isWord(Token token) {
        return token.getType() != Token.EOF
                && token.getType() != FilterLexer.NAME
                && token.getType() != FilterLexer.WORD
                && token.getType() != FilterLexer.CASELESS_TEXT
                && Character.isLetter(token.getText().charAt(0));
    }

    static boolean isComparison(Token token) {
        return token.getType() >= FilterLexer.EQUAL && token.getType() <= FilterLexer.GREATER_OR_EQUAL;
    }
}
