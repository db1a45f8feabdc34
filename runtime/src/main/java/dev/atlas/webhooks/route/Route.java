package dev.atlas.webhooks.route;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.SigningSecrets;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint, ready to be sent to.
 *
 * @param certificate shown to it when it asks by TLS; null for none
 */
public record Route(Endpoint endpoint, SigningSecrets secrets, @Nullable ClientCertificate certificate) {}
