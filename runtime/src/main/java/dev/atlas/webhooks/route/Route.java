package dev.atlas.webhooks.route;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.SigningSecrets;

/** One endpoint, ready to be sent to. */
public record Route(Endpoint endpoint, SigningSecrets secrets) {}
