package dev.atlas.webhooks.queue;

/**
 * What waits for an endpoint; what is under way does not.
 *
 * @param all held, to be tried again, or behind others; counted up to {@link JdbcUnfinished#MOST_COUNTED}
 * @param held how many of them go out only once the endpoint is back in service
 */
public record Waiting(long all, long held) {}
