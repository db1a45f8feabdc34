package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.SigningSecrets.Signing;
import java.util.List;

/**
 * The secrets of an endpoint in clear, for those who may see them.
 *
 * @param previous older secrets that still sign, with their ends
 */
public record EndpointSecretView(String secret, List<Signing> previous) {
    public EndpointSecretView {
        previous = List.copyOf(previous);
    }

    @Override
    public String toString() {
        return "EndpointSecretView[***]";
    }
}
