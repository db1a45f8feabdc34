package dev.atlas.webhooks.endpoint;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of an endpoint, newest first.
 *
 * @param secrets the current one, which never expires, and those it has replaced; none when they cannot be decrypted
 */
public record SigningSecrets(List<Signing> secrets) {
    /** One secret; {@code expiresAt} is null for the current one. */
    public record Signing(String secret, @Nullable Instant expiresAt) {
        @Override
        public String toString() {
            return "Signing[***, expiresAt=" + expiresAt + "]";
        }
    }

    public SigningSecrets {
        secrets = List.copyOf(secrets);
    }

    /** Whether the current one is there. */
    public boolean canSign() {
        return secrets.stream().anyMatch(signing -> signing.expiresAt() == null);
    }

    /** Those that sign an attempt made now, newest first. */
    public List<String> validAt(Instant now) {
        return secrets.stream()
                .filter(signing ->
                        signing.expiresAt() == null || signing.expiresAt().isAfter(now))
                .map(Signing::secret)
                .toList();
    }
}
