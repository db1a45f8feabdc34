package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.admin.JdbcMembers.Credentials;
import dev.atlas.webhooks.config.MasterKey;
import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.identity.IdSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/**
 * The tokens of tickets: the number and an HMAC of it under the master key, so that nothing secret is stored. Those made
 * under the previous master key are still good. Thread-safe.
 */
public final class Tickets {
    private static final byte[] PURPOSE = "atlas tickets".getBytes(StandardCharsets.UTF_8);
    private static final int MAC_BYTES = 32;

    private final IdSource ids;
    private final InstantSource clock;
    private final List<byte[]> keys;

    public Tickets(MasterKeys keys, IdSource ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
        this.keys = Stream.of(keys.current(), keys.previous())
                .filter(Objects::nonNull)
                .map(MasterKey::bytes)
                .map(key -> hmac(key, PURPOSE))
                .toList();
    }

    InstantSource clock() {
        return clock;
    }

    /** The time by which tickets end. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Makes a ticket; all but those for the second factor go out by mail.
     *
     * @param issuedBy who wants that
     * @return its token
     */
    String issue(Handle tx, Ticket.Purpose purpose, Credentials member, String issuedBy, Duration life) {
        return issue(
                tx,
                new Ticket(
                        ids.next(),
                        purpose,
                        member.member(),
                        member.workspace(),
                        member.email(),
                        issuedBy,
                        now().plus(life)));
    }

    String issue(Handle tx, Ticket ticket) {
        JdbcTickets.insert(tx, ticket, ticket.purpose() == Ticket.Purpose.SECOND_FACTOR ? null : now());
        return token(ticket.id());
    }

    /** The ticket of a token that is still good. */
    Optional<Ticket> open(Handle tx, String token) {
        OptionalLong ticket = read(token);
        return ticket.isEmpty() ? Optional.empty() : JdbcTickets.find(tx, ticket.getAsLong(), now());
    }

    /** What the ticket's holder shows. */
    public String token(long ticket) {
        byte[] number = number(ticket);
        byte[] both = ByteBuffer.allocate(Long.BYTES + MAC_BYTES)
                .put(number)
                .put(hmac(keys.get(0), number))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    private OptionalLong read(String token) {
        byte[] both;
        try {
            both = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return OptionalLong.empty();
        }
        if (both.length != Long.BYTES + MAC_BYTES) {
            return OptionalLong.empty();
        }
        byte[] number = Arrays.copyOf(both, Long.BYTES);
        byte[] mac = Arrays.copyOfRange(both, Long.BYTES, both.length);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(mac, hmac(key, number)))
                ? OptionalLong.of(ByteBuffer.wrap(number).getLong())
                : OptionalLong.empty();
    }

    private static byte[] number(long ticket) {
        return ByteBuffer.allocate(Long.BYTES).putLong(ticket).array();
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }
}
