package dev.atlas.webhooks.queue;

/**
 * A node's right to work on a delivery until the lease ends. Whoever claims it afterwards raises the fence, so that the
 * late node's settlement changes nothing.
 *
 * @param owner the node's token
 */
public record Lease(long owner, int fence) {}
