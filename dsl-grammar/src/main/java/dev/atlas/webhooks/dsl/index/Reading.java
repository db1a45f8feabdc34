package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Reads the texts of filters, most of the work of making an index: of many on several processors. */
final class Reading {

    /** So many for each thread, or more; of fewer it is not worth a thread. */
    private static final int SHARE = 1_024;

    private Reading() {}

    /**
     * Reads the filters of these rules and hands their trees over in their order, the first ones while others are still read.
     *
     * @throws IllegalArgumentException when the filter of a rule is not one
     */
    static void each(List<? extends Rule<?>> rules, Consumer<Expr> taker) {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), rules.size() / SHARE);
        if (threads < 2) {
            readAll(rules).forEach(taker);
            return;
        }
        // Threads that end with the work: nothing stays behind in a container.
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Expr>>> shares = new ArrayList<>();
            for (int from = 0; from < rules.size(); from += SHARE) {
                List<? extends Rule<?>> share = rules.subList(from, Math.min(from + SHARE, rules.size()));
                shares.add(readers.submit(() -> readAll(share)));
            }
            for (Future<List<Expr>> share : shares) {
                share.get().forEach(taker);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while filters were read", e);
        } finally {
            readers.shutdownNow();
        }
    }

    private static List<Expr> readAll(List<? extends Rule<?>> rules) {
        List<Expr> read = new ArrayList<>(rules.size());
        rules.forEach(rule -> read.add(read(rule)));
        return read;
    }

    private static Expr read(Rule<?> rule) {
        if (FilterReader.read(rule.filter()) instanceof ParseResult.Read read) {
            return read.expr();
        }
        throw new IllegalArgumentException("the filter of " + rule.target() + " is not one: " + rule.filter());
    }
}
