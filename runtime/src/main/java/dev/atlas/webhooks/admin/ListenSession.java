package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;

/**
 * A listener's session, just taken up.
 *
 * @param endpoint its temporary endpoint, whose id is the session's too
 * @param secret with which its deliveries are signed
 * @param connection the token of the connection that takes its deliveries from now on
 */
public record ListenSession(Endpoint endpoint, String secret, long connection) {}
