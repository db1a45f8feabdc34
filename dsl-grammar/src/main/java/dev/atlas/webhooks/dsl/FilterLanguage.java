package dev.atlas.webhooks.dsl;

import dev.atlas.webhooks.dsl.check.FilterChecker;
import dev.atlas.webhooks.dsl.complete.Completer;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.explain.Backtester;
import dev.atlas.webhooks.dsl.explain.Explainer;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.index.Unindexed;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The filter language as a service: everything that the HTTP API, the pages and the command line ask of it. Thread-safe,
 * without state. No text and no event makes any of its methods fail.
 */
public final class FilterLanguage {

    /** The version of the language; stored with each filter. */
    public static final int VERSION = 1;

    /** Compiles a text without knowledge of the events: numbers are not taken for times, except {@code created}. */
    public CompileResult compile(String text) {
        return compile(text, Catalogue.EMPTY);
    }

    /** Compiles a text; an empty or blank one is a filter that each event passes. The catalogue says which fields are times. */
    public CompileResult compile(String text, Catalogue catalogue) {
        ParseResult result = FilterReader.read(text);
        return result instanceof ParseResult.Read read
                ? new CompileResult.Compiled(FilterCompiler.compile(text, read.expr(), catalogue))
                : new CompileResult.Rejected(((ParseResult.Unreadable) result).diagnostics());
    }

    /**
     * Checks a text as an editor wants it.
     *
     * @param eventTypePatterns the endpoint's event types: exact, {@code prefix.*} or {@code *}; empty means all
     * @param catalogue         what is known about the workspace's events
     */
    public CheckReport check(String text, Set<String> eventTypePatterns, Catalogue catalogue) {
        ParseResult result = FilterReader.read(text);
        if (result instanceof ParseResult.Unreadable unreadable) {
            return new CheckReport(false, unreadable.diagnostics(), text);
        }
        ParseResult.Read read = (ParseResult.Read) result;
        List<Diagnostic> warnings = new ArrayList<>(FilterChecker.check(text, read, eventTypePatterns, catalogue));
        Unindexed.warning(text, read.expr(), eventTypePatterns).ifPresent(warnings::add);
        return new CheckReport(true, warnings, formatted(text, read));
    }

    /**
     * Explains what a filter does with an event.
     *
     * @throws IllegalArgumentException when the text is not a filter; {@link #check} says why
     */
    public Explanation explain(String text, EventView event, Catalogue catalogue) {
        return Explainer.explain(text, readable(text).expr(), event, catalogue);
    }

    /**
     * Runs a filter over past events, beside the live one.
     *
     * @param liveText the filter in use; empty means that each event passes today
     * @param period   the time that the events stand for
     * @throws IllegalArgumentException when one of the texts is not a filter
     */
    public Backtest backtest(
            String text, String liveText, Iterable<EventView> events, Duration period, Catalogue catalogue) {
        Filter live = FilterCompiler.compile(liveText, readable(liveText).expr(), catalogue);
        Backtester backtester = new Backtester(text, readable(text).expr(), live, catalogue);
        events.forEach(backtester::add);
        return backtester.result(period);
    }

    /**
     * What could be typed at a place, the likeliest first.
     *
     * @param cursor UTF-16 offset in the text
     */
    public List<Completion> complete(String text, int cursor, Set<String> eventTypePatterns, Catalogue catalogue) {
        return Completer.complete(text, cursor, eventTypePatterns, catalogue);
    }

    private static ParseResult.Read readable(String text) {
        ParseResult result = FilterReader.read(text);
        if (result instanceof ParseResult.Read read) {
            return read;
        }
        Diagnostic first = ((ParseResult.Unreadable) result).diagnostics().get(0);
        throw new IllegalArgumentException(
                "not a filter: line " + first.line() + ", column " + first.column() + ": " + first.message());
    }

    /** The canonical text; the text as given when it is not a filter. */
    public String format(String text) {
        return FilterReader.read(text) instanceof ParseResult.Read read ? formatted(text, read) : text;
    }

    private static String formatted(String text, ParseResult.Read read) {
        String formatted = FilterFormat.format(text, read);
        // Spaces and parentheses can push a text over a limit that it kept as written.
        return FilterReader.read(formatted) instanceof ParseResult.Read ? formatted : text;
    }
}
