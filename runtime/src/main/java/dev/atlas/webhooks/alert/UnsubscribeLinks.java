package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.config.Seal;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links that end mails of one kind to one person without a log-in. Their token holds what is to end and its {@link Seal};
 * so nobody can end another person's mails. Thread-safe.
 */
public final class UnsubscribeLinks {
    /** The path below the public URL; the token follows. */
    public static final String PATH = "/unsubscribe/";

    private static final int MAC_BYTES = 16;
    private static final int PARTS = 3;

    private final @Nullable URI publicUrl;
    private final Seal seal;

    /**
     * @param publicUrl the base of links, without a slash at its end; null for no links
     */
    public UnsubscribeLinks(@Nullable URI publicUrl, MasterKeys keys) {
        this.publicUrl = publicUrl;
        this.seal = new Seal(keys, "atlas unsubscribe links");
    }

    /** The link; null when the address of the pages is not known. */
    public @Nullable URI to(AlertMute mute) {
        return publicUrl == null ? null : URI.create(publicUrl + PATH + token(mute));
    }

    /** What the link ends, as one word. */
    String token(AlertMute mute) {
        byte[] text = "%d %s %s"
                .formatted(mute.workspace().value(), mute.kind().word(), mute.recipient())
                .getBytes(StandardCharsets.UTF_8);
        byte[] mac = seal.of(text, MAC_BYTES);
        byte[] both = Arrays.copyOf(mac, MAC_BYTES + text.length);
        System.arraycopy(text, 0, both, MAC_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /** What a token stands for; empty when we did not make it. */
    public Optional<AlertMute> read(String token) {
        byte[] both;
        try {
            both = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (both.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] mac = Arrays.copyOf(both, MAC_BYTES);
        byte[] text = Arrays.copyOfRange(both, MAC_BYTES, both.length);
        return seal.fits(mac, text) ? parse(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static Optional<AlertMute> parse(String text) {
        String[] parts = text.split(" ", PARTS);
        return AlertKind.of(parts[1])
                .map(kind -> new AlertMute(new WorkspaceId(Long.parseLong(parts[0])), kind, parts[2]));
    }
}
