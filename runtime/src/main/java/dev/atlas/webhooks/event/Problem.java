package dev.atlas.webhooks.event;

/**
 * One thing wrong with what somebody sent.
 *
 * @param pointer where: a JSON pointer (RFC 6901) into the input; empty for the whole
 * @param detail what is wrong and what is allowed, for the sender to read
 */
public record Problem(String pointer, String detail) {}
