package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Fix;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Explains what is wrong with a text before any grammar is asked: words without a meaning, and nesting too deep. */
final class StrangeTokens {

    private static final String CURLY = "“”„«»‘’";

    private StrangeTokens() {}

    static List<Diagnostic> explain(String text, List<Token> all) {
        List<Token> tokens = all.stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        Problems problems = new Problems(text);
        int depth = 0;
        Token before = tokens.get(0);
        Token earlier = before;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.getType()) {
                case FilterLexer.UNCLOSED_TEXT -> unclosed(problems, token);
                case FilterLexer.LIKE -> i += bareGlob(problems, text, tokens, i + 1);
                case FilterLexer.BAD_NUMBER -> {
                    boolean sign = before.getType() == FilterLexer.MINUS
                            || before.getText().equals("+");
                    if (sign && earlier.getType() == FilterLexer.NOW) {
                        badDuration(problems, token);
                    } else {
                        badNumber(problems, token, before.getType() == FilterLexer.DOT);
                    }
                }
                case FilterLexer.UNKNOWN -> i += unknown(problems, text, tokens, i);
                case FilterLexer.LPAREN -> {
                    if (++depth == Limits.DEPTH + 1) {
                        String message = "Parentheses are nested more than " + Limits.DEPTH + " deep.";
                        problems.at(token, "too-deep", message);
                    }
                }
                case FilterLexer.RPAREN -> depth--;
                default -> {}
            }
            earlier = before;
            before = token;
        }
        return problems.found();
    }

    /** A pattern behind `like` without its quotes; returns how many tokens it is made of. */
    private static int bareGlob(Problems problems, String text, List<Token> tokens, int first) {
        int start = tokens.get(first).getStartIndex();
        int end = start;
        int count = 0;
        boolean wild = false;
        Token token = tokens.get(first);
        while (token.getStartIndex() == end && isBare(token)) {
            wild |= token.getType() == FilterLexer.UNKNOWN;
            end = Problems.end(token);
            token = tokens.get(first + ++count);
        }
        if (!wild) {
            return 0;
        }
        String quoted = "\"" + text.substring(start, end) + "\"";
        String message = "`like` needs a text in quotes, as in `like " + quoted + "`.";
        problems.at(start, end, "text-expected", message, new Fix("Put it in quotes", start, end, quoted));
        return count;
    }

    private static boolean isBare(Token token) {
        return switch (token.getType()) {
            case FilterLexer.NAME, FilterLexer.DOT, FilterLexer.MINUS, FilterLexer.NUMBER, FilterLexer.BAD_NUMBER ->
                true;
            case FilterLexer.UNKNOWN ->
                token.getText().equals("*") || token.getText().equals("?");
            default -> false;
        };
    }

    private static void badDuration(Problems problems, Token token) {
        String word = token.getText();
        String message =
                "`" + word + "` is no duration. Days, hours, minutes and seconds are written 7d, 12h, 30m, 10s.";
        if (word.matches("\\d{1,5}[wW]")) {
            String days = Integer.parseInt(word.substring(0, word.length() - 1)) * 7 + "d";
            problems.at(
                    token,
                    "bad-duration",
                    message,
                    new Fix("Write `" + days + "`", token.getStartIndex(), Problems.end(token), days));
        } else {
            problems.at(token, "bad-duration", message);
        }
    }

    private static void unclosed(Problems problems, Token token) {
        String word = token.getText();
        String quote = word.substring(0, word.startsWith("i") || word.startsWith("I") ? 2 : 1);
        quote = quote.substring(quote.length() - 1);
        int end = Problems.end(token);
        problems.at(
                token,
                "unclosed-text",
                "This text is not closed: the closing " + quote + " is missing.",
                new Fix("Close the text", end, end, quote));
    }

    private static void badNumber(Problems problems, Token token, boolean isName) {
        String word = token.getText();
        String quoted = "\"" + word + "\"";
        Fix quote = new Fix("Make it a text", token.getStartIndex(), Problems.end(token), quoted);
        if (isName) {
            String name = "`" + word + "`";
            Fix backquote = new Fix("Put it in backquotes", token.getStartIndex(), Problems.end(token), name);
            problems.at(token, "bad-name", "A field name that starts with a digit stands in backquotes.", backquote);
        } else if (word.matches("\\d+[smhdSMHD]")) {
            String relative = "now - " + word;
            Fix past = new Fix("Count back from the event", token.getStartIndex(), Problems.end(token), relative);
            problems.at(
                    token, "lone-duration", "A duration counts from `now`, as in `now - " + word + "`.", past, quote);
        } else if (word.matches("\\d+-\\d+.*")) {
            String message =
                    "`" + word + "` is not a date. A date is written 2026-01-31, an instant 2026-01-31T10:00:00Z.";
            problems.at(token, "bad-date", message, quote);
        } else {
            String message = "`" + word
                    + "` is not a number. A text stands in quotes; a field name that starts with a digit in backquotes.";
            problems.at(token, "bad-number", message, quote);
        }
    }

    /** A character without a meaning; returns how many tokens behind it are explained as well. */
    private static int unknown(Problems problems, String text, List<Token> tokens, int at) {
        Token token = tokens.get(at);
        Token after = tokens.get(at + 1);
        String character = token.getText();
        if (CURLY.contains(character)) {
            return curly(problems, text, tokens, at);
        }
        boolean anyPosition = character.equals("*")
                && at > 0
                && tokens.get(at - 1).getType() == FilterLexer.LBRACKET
                && after.getType() == FilterLexer.RBRACKET;
        if (anyPosition) {
            int start = tokens.get(at - 1).getStartIndex();
            int end = Problems.end(after);
            Fix remove = new Fix("Remove it", start, end, "");
            String message = "A path through an array means any element: leave `[*]` out.";
            problems.at(start, end, "unknown-character", message, remove);
            return 0;
        }
        String message =
                switch (character) {
                    case "+", "*", "%", "^" ->
                        "There is no arithmetic in filters, so `" + character + "` has no meaning here.";
                    case "/" -> "A regular expression is closed by a second `/`, on the same line.";
                    case "`" -> "A field name in backquotes is closed by a second backquote, on the same line.";
                    case "~" -> "`~` has no meaning here. Write `matches /…/` or `like \"…\"`.";
                    case "{", "}" -> "`" + character + "` has no meaning here. Conditions are grouped by ( and ).";
                    case ";" -> "`;` has no meaning here. Conditions are joined by `and` or `or`.";
                    case "&" -> "`&` has no meaning here. Write `and`.";
                    case "|" -> "`|` has no meaning here. Write `or`.";
                    default -> "The character `" + character + "` has no meaning here. A text stands in quotes.";
                };
        problems.at(token, "unknown-character", message);
        return 0;
    }

    /** A text in the quotes of a word processor. */
    private static int curly(Problems problems, String text, List<Token> tokens, int at) {
        int start = tokens.get(at).getStartIndex();
        int close = start + 1;
        while (close < text.length() && text.charAt(close) != '\n' && CURLY.indexOf(text.charAt(close)) < 0) {
            close++;
        }
        int behind = at + 1;
        if (close == text.length() || text.charAt(close) == '\n') {
            problems.at(tokens.get(at), "unknown-character", "Texts stand in straight quotes: \".");
            return 0;
        }
        while (tokens.get(behind).getType() != Token.EOF && tokens.get(behind).getStartIndex() <= close) {
            behind++;
        }
        String straight = "\"" + text.substring(start + 1, close).replace("\"", "\\\"") + "\"";
        Fix fix = new Fix("Write " + straight, start, close + 1, straight);
        problems.at(start, close + 1, "unknown-character", "Texts stand in straight quotes: " + straight + ".", fix);
        return behind - at - 1;
    }
}
