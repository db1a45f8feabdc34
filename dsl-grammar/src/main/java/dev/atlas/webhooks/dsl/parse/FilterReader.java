package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Reads a filter's text into a tree. Thread-safe; any text whatsoever gives a tree or diagnostics, in linear time.
 *
 * <p>A correct text is parsed by ANTLR's fast SLL prediction; only when that gives up is it parsed again with full LL
 * prediction and recovery, to find and explain each error (the two-stage parsing that ANTLR's FAQ recommends).
 */
public final class FilterReader {

    private FilterReader() {}

    /** The tree of a text, or what keeps the text from having one. */
    public static ParseResult read(String text) {
        if (text.length() > Limits.TEXT) {
            String message =
                    "The filter has " + text.length() + " characters; at most " + Limits.TEXT + " are allowed.";
            return new ParseResult.Unreadable(
                    List.of(Diagnostic.error(text, "too-long", message, Limits.TEXT, text.length())));
        }
        CommonTokenStream tokens = tokens(text);
        List<Diagnostic> strange = StrangeTokens.explain(text, tokens.getTokens());
        if (!strange.isEmpty()) {
            return new ParseResult.Unreadable(strange);
        }
        return parse(text, tokens);
    }

    static CommonTokenStream tokens(String text) {
        FilterLexer lexer = new FilterLexer(new Utf16Stream(text));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        return tokens;
    }

    private static ParseResult parse(String text, CommonTokenStream tokens) {
        FilterParser parser = new FilterParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return build(text, tokens, parser.filter());
        } catch (ParseCancellationException e) {
            return parseAgainForErrors(text, tokens, parser);
        }
    }

    private static ParseResult parseAgainForErrors(String text, CommonTokenStream tokens, FilterParser parser) {
        tokens.seek(0);
        parser.reset();
        ErrorWording errors = new ErrorWording(text);
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        parser.setErrorHandler(errors);
        FilterParser.FilterContext tree = parser.filter();
        return errors.diagnostics().isEmpty()
                ? build(text, tokens, tree)
                : new ParseResult.Unreadable(errors.diagnostics());
    }

    private static ParseResult build(String text, CommonTokenStream tokens, FilterParser.FilterContext tree) {
        Problems problems = new Problems(text);
        TreeBuilder builder = new TreeBuilder(text, problems);
        Expr expr = builder.build(tree);
        return problems.found().isEmpty()
                ? new ParseResult.Read(expr, comments(tokens), builder.ungrouped())
                : new ParseResult.Unreadable(problems.found());
    }

    private static List<Span> comments(CommonTokenStream tokens) {
        List<Span> comments = new ArrayList<>();
        for (Token token : tokens.getTokens()) {
            if (token.getType() == FilterLexer.COMMENT
                    || token.getType() == FilterLexer.LABEL_COMMENT
                    || token.getType() == FilterLexer.LABELS_COMMENT) {
                comments.add(new Span(token.getStartIndex(), token.getStopIndex() + 1));
            }
        }
        return comments;
    }
}
