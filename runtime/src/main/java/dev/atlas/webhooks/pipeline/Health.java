package dev.atlas.webhooks.pipeline;

import java.time.Duration;
import java.util.List;

/**
 * Whether this node does its work.
 *
 * @param problems what is wrong, and what to do; empty when it is ready
 * @param lag how long the oldest due delivery has been waiting
 */
public record Health(List<String> problems, Duration lag) {
    public Health {
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean isReady() {
        return problems.isEmpty();
    }
}
