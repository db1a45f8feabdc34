package dev.atlas.webhooks.admin;

/** A new API key, shown in full this once. */
public record CreatedApiKey(ApiKey key, String secret) {
    @Override
    public String toString() {
        return "CreatedApiKey[" + key.id() + ", ***]";
    }
}
