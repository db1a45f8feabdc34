package dev.atlas.webhooks.dsl.format;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.ArrayList;
import java.util.List;

/** Writes a filter in its canonical form: on one line, or one condition a line when it is long or has comments. */
public final class FilterFormat {

    private static final int LINE = 100;

    private FilterFormat() {}

    /**
     * The canonical text of what was read. Formatting it again changes nothing, and it reads as the same tree.
     *
     * @param text what was read, for its comments
     */
    public static String format(String text, ParseResult.Read read) {
        String line = read.expr().when(new Sentence());
        return line.length() <= LINE && read.comments().isEmpty() ? line : lines(text, read);
    }

    /** The canonical words of one part, on one line. */
    public static String line(Expr expr) {
        return expr.when(new Sentence());
    }

    private static String lines(String text, ParseResult.Read read) {
        List<Expr> parts = parts(read.expr());
        String connective = read.expr() instanceof Expr.Or ? "or " : "and ";
        List<Span> comments = new ArrayList<>(read.comments());
        List<String> lines = new ArrayList<>();
        Sentence sentence = new Sentence();
        for (int i = 0; i < parts.size(); i++) {
            Span span = parts.get(i).span();
            while (!comments.isEmpty() && comments.get(0).start() < span.end()) {
                lines.add(comment(text, comments.remove(0)));
            }
            String part = parts.size() == 1 ? parts.get(i).when(sentence) : sentence.grouped(parts.get(i));
            boolean trailed = !comments.isEmpty()
                    && text.substring(span.end(), comments.get(0).start()).indexOf('\n') < 0
                    && (i + 1 == parts.size()
                            || comments.get(0).start() < parts.get(i + 1).span().start());
            String trailing = trailed ? "  " + comment(text, comments.remove(0)) : "";
            lines.add((i == 0 ? "" : connective) + part + trailing);
        }
        comments.forEach(comment -> lines.add(comment(text, comment)));
        return String.join("\n", lines);
    }

    private static List<Expr> parts(Expr expr) {
        if (expr instanceof Expr.And and) {
            return and.operands();
        } else if (expr instanceof Expr.Or or) {
            return or.operands();
        }
        return expr instanceof Expr.Always ? List.of() : List.of(expr);
    }

    private static String comment(String text, Span comment) {
        String words = comment.of(text).substring(1).strip();
        return words.isEmpty() ? "#" : "# " + words;
    }
}
