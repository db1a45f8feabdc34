package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Finds out what could be typed at a place in an unfinished text. Thread-safe; any text gets an answer. */
public final class CursorReader {

    private static final Pattern LABEL =
            Pattern.compile("(?i)\\b(tag|type)\\s*:\\s*(?:\\((?:[^()\"']*,)?\\s*)?([^\\s,()\"'#]*+)$");
    private static final Pattern OPEN_TEXT = Pattern.compile("[iI]?[\"'][^\"'\\n]*$");

    private CursorReader() {}

    /** The place at a UTF-16 offset; offsets beyond the text mean its end. */
    public static Cursor at(String text, int offset) {
        String before = text.substring(0, Math.max(0, Math.min(offset, text.length())));
        if (before.length() > Limits.TEXT || isInComment(before)) {
            return nothing(before);
        }
        Matcher label = LABEL.matcher(before);
        if (label.find()) {
            boolean tag = label.group(1).equalsIgnoreCase("tag");
            Cursor.Wanted wanted = tag ? Cursor.Wanted.TAG : Cursor.Wanted.EVENT_TYPE;
            return new Cursor(wanted, label.start(2), label.group(2), Optional.empty(), Optional.empty());
        }
        return inside(before, startOfWord(before));
    }

    private static int startOfWord(String before) {
        List<Token> tokens = FilterReader.tokens(before).getTokens();
        Token last = tokens.size() < 2 ? tokens.get(0) : tokens.get(tokens.size() - 2);
        if (last.getType() == FilterLexer.UNCLOSED_TEXT) {
            Matcher open = OPEN_TEXT.matcher(before);
            return open.find(last.getStartIndex()) ? open.start() : before.length();
        }
        return startOfPath(before);
    }

    /** Where the field name begins that the text ends with: letters, digits, dots, positions, and names in backquotes. */
    private static int startOfPath(String before) {
        boolean open = before.chars().filter(c -> c == '`').count() % 2 == 1;
        int start = open ? before.lastIndexOf('`') : before.length();
        while (start > 0) {
            char c = before.charAt(start - 1);
            int opening = c == '`' ? before.lastIndexOf('`', start - 2) : start - 1;
            if (opening < 0 || !(c == '`' || Character.isLetterOrDigit(c) || "_-.[]".indexOf(c) >= 0)) {
                break;
            }
            start = opening;
        }
        while (start < before.length()
                && !Character.isLetter(before.charAt(start))
                && "_`".indexOf(before.charAt(start)) < 0) {
            start++;
        }
        return start;
    }

    private static Cursor inside(String before, int start) {
        CommonTokenStream tokens = FilterReader.tokens(before.substring(0, start));
        if (!StrangeTokens.explain(before, tokens.getTokens()).isEmpty()) {
            return nothing(before);
        }
        Place.Awaited awaited = awaited(tokens);
        Cursor.Wanted wanted =
                switch (awaited) {
                    case CONDITION -> Cursor.Wanted.CONDITION;
                    case OPERATOR -> Cursor.Wanted.OPERATOR;
                    case VALUE -> Cursor.Wanted.VALUE;
                    case AND_OR_END, SECOND_END -> Cursor.Wanted.CONNECTIVE;
                    case COMMA_OR_PARENTHESIS, COMMA, OTHER -> Cursor.Wanted.NOTHING;
                };
        return new Cursor(
                behindAWord(tokens.getTokens(), awaited).orElse(wanted),
                start,
                before.substring(start),
                subject(before, tokens.getTokens()),
                element(before, tokens.getTokens()));
    }

    /** Where the words before decide more closely what may come. */
    private static Optional<Cursor.Wanted> behindAWord(List<Token> all, Place.Awaited awaited) {
        List<Integer> types = all.stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .map(Token::getType)
                .toList();
        int last = types.size() < 2 ? Token.EOF : types.get(types.size() - 2);
        int before = types.size() < 3 ? Token.EOF : types.get(types.size() - 3);
        Cursor.Wanted wanted =
                switch (last) {
                    case FilterLexer.IS -> Cursor.Wanted.STATE;
                    case FilterLexer.CHANGED -> Cursor.Wanted.CHANGE;
                    case FilterLexer.NOT ->
                        before == FilterLexer.IS
                                ? Cursor.Wanted.NEGATED_STATE
                                : awaited == Place.Awaited.CONDITION ? null : Cursor.Wanted.NEGATED_OPERATOR;
                    case FilterLexer.LPAREN ->
                        before == FilterLexer.ANY
                                        || before == FilterLexer.ALL
                                        || before == FilterLexer.NONE
                                        || before == FilterLexer.COUNT
                                ? Cursor.Wanted.ARRAY
                                : null;
                    default -> null;
                };
        return Optional.ofNullable(wanted);
    }

    private static Place.Awaited awaited(CommonTokenStream tokens) {
        FilterParser parser = new FilterParser(tokens);
        parser.removeErrorListeners();
        EndWatch end = new EndWatch();
        parser.setErrorHandler(end);
        parser.filter();
        boolean blank = tokens.getTokens().stream()
                .allMatch(token -> token.getChannel() != Token.DEFAULT_CHANNEL || token.getType() == Token.EOF);
        return blank ? Place.Awaited.CONDITION : end.awaited();
    }

    /** The last field that an operator, or the end, follows. */
    private static Optional<Path> subject(String text, List<Token> all) {
        List<Token> tokens = all.stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        for (int end = tokens.size() - 2; end >= 0; end--) {
            int next = tokens.get(end + 1).getType();
            boolean operator = next == Token.EOF
                    || (next >= FilterLexer.EQUAL && next <= FilterLexer.DECREASED)
                    || next == FilterLexer.NOT;
            int start = operator ? startOfPath(tokens, end) : end + 1;
            if (start <= end) {
                return path(text.substring(tokens.get(start).getStartIndex(), Problems.end(tokens.get(end))));
            }
        }
        return Optional.empty();
    }

    /** Where the path begins that ends with that token; beyond {@code end} if none does. */
    private static int startOfPath(List<Token> tokens, int end) {
        int start = end + 1;
        for (int i = end; i >= 0; i--) {
            int type = tokens.get(i).getType();
            boolean name = type == FilterLexer.NAME
                    || type == FilterLexer.QUOTED_NAME
                    || type == FilterLexer.TYPE
                    || type == FilterLexer.TAG;
            boolean afterDot = i > 0 && tokens.get(i - 1).getType() == FilterLexer.DOT;
            if (name || (afterDot && SyntaxAdvice.isWord(tokens.get(i)))) {
                start = i;
                if (!afterDot) {
                    return start;
                }
            } else if (type != FilterLexer.DOT
                    && type != FilterLexer.RBRACKET
                    && type != FilterLexer.LBRACKET
                    && type != FilterLexer.NUMBER) {
                return end + 1;
            }
        }
        return start;
    }

    private static Optional<Path> element(String text, List<Token> all) {
        List<Token> tokens = all.stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).getType() == FilterLexer.LPAREN) {
                open.push(i);
            } else if (tokens.get(i).getType() == FilterLexer.RPAREN) {
                open.poll();
            }
        }
        for (int i : open) {
            int before = i == 0 ? Token.EOF : tokens.get(i - 1).getType();
            if (before == FilterLexer.ANY || before == FilterLexer.ALL || before == FilterLexer.NONE) {
                int comma = i;
                while (comma < tokens.size() - 1 && tokens.get(comma).getType() != FilterLexer.COMMA) {
                    comma++;
                }
                return path(text.substring(
                                Problems.end(tokens.get(i)), tokens.get(comma).getStartIndex())
                        .strip());
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> path(String words) {
        return FilterReader.read(words + " exists") instanceof ParseResult.Read read
                        && read.expr() instanceof Expr.Test test
                        && test.subject() instanceof Path path
                ? Optional.of(path)
                : Optional.empty();
    }

    private static boolean isInComment(String before) {
        List<Token> tokens = FilterReader.tokens(before).getTokens();
        Token last = tokens.size() < 2 ? tokens.get(0) : tokens.get(tokens.size() - 2);
        return last.getType() == FilterLexer.COMMENT;
    }

    private static Cursor nothing(String before) {
        return new Cursor(Cursor.Wanted.NOTHING, before.length(), "", Optional.empty(), Optional.empty());
    }
}
