package dev.atlas.webhooks.dsl.parse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** Reads {@code /re/} and {@code /re/i}, and refuses what RE2 refuses or what would make too large a program. */
final class RegexReader {

    private RegexReader() {}

    static Regex read(Token token, Problems problems) {
        String written = token.getText();
        int close = written.lastIndexOf('/');
        String flags = written.substring(close + 1).toLowerCase(Locale.ROOT);
        String pattern = written.substring(1, close).replace("\\/", "/");
        Regex regex = new Regex(pattern, flags.equals("i"), new Span(token.getStartIndex(), Problems.end(token)));
        if (!flags.isEmpty() && !flags.equals("i")) {
            String message = "`" + flags + "` is no flag. The only flag of a regular expression is i: ignore case.";
            problems.at(token, "bad-regex", message);
        } else if (pattern.length() > Limits.REGEX_TEXT) {
            problems.at(
                    token,
                    "regex-too-long",
                    "The regular expression has " + pattern.length() + " characters; at most " + Limits.REGEX_TEXT
                            + " are allowed.");
        } else if (RegexSize.atMost(pattern) > Limits.REGEX_PROGRAM) {
            tooCostly(token, problems);
        } else if (ignoresCase(regex) && RegexCase.endless(pattern).isPresent()) {
            String message = "In a regular expression that ignores case the character `"
                    + Character.toString(RegexCase.endless(pattern).getAsInt())
                    + "` is not allowed, nor a range that contains it.";
            problems.at(token, "bad-regex", message);
        } else {
            compile(token, regex, problems);
        }
        return regex;
    }

    private static boolean ignoresCase(Regex regex) {
        return regex.caseless() || regex.pattern().contains("(?");
    }

    private static void compile(Token token, Regex regex, Problems problems) {
        try {
            if (compiled(regex).programSize() > Limits.REGEX_PROGRAM) {
                tooCostly(token, problems);
            }
        } catch (PatternSyntaxException e) {
            String message = "The regular expression is not valid: " + reason(e) + ".";
            problems.at(token, "bad-regex", message);
        }
    }

    private static Pattern compiled(Regex regex) {
        return Pattern.compile(regex.pattern(), regex.caseless() ? Pattern.CASE_INSENSITIVE : 0);
    }

    private static void tooCostly(Token token, Problems problems) {
        String message = "The regular expression is too costly: its repetitions multiply to more than "
                + Limits.REGEX_PROGRAM + " steps.";
        problems.at(token, "regex-too-costly", message);
    }

    private static String reason(PatternSyntaxException e) {
        String pattern = e.getPattern();
        String where = pattern == null || pattern.isEmpty() ? "" : " at `" + pattern + "`";
        return e.getDescription() + where;
    }
}
