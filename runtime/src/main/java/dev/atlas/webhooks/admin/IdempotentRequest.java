package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.Sha256;

/**
 * A request that may be sent again without being done again.
 *
 * @param key what its sender calls it
 * @param bodyHash tells whether it is really the same
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IdempotentRequest(String key, byte[] bodyHash) {
    public static IdempotentRequest of(String key, String body) {
        return new IdempotentRequest(key, Sha256.of(body));
    }
}
