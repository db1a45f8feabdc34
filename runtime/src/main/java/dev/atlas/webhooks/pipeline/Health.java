package dev.atlas.webhooks.pipeline;

import java.time.Duration;
import java.util.List;

/**
 * Whether this node does its work.
 *
 * @param problems what is wrong, and what to do; empty when it is ready
 * @param notices what does not keep it from its work, but should be looked at
 * @param lag how long the oldest due delivery has been waiting
 */
public record Health(List<String> problems, List<String> notices, Duration lag) {
    public Health {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
    }

    /** Whether nothing is wrong. */
    public boolean isReady() {
        return problems.isEmpty();
    }
}
