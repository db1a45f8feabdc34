package dev.atlas.webhooks.admin;

/** A new endpoint with its signing secret, which is shown in full this once. */
public record CreatedEndpoint(EndpointView view, String secret) {
    @Override
    public String toString() {
        return "CreatedEndpoint[" + view.endpoint().id() + ", ***]";
    }
}
