package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.admin.JdbcMembers.Credentials;
import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.config.Seal;
import dev.atlas.webhooks.identity.IdSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * The tokens of tickets: the number and its {@link Seal}, so that nothing secret is stored. Thread-safe.
 */
public final class Tickets {
    private static final int MAC_BYTES = 32;

    private final IdSource ids;
    private final InstantSource clock;
    private final Seal seal;

    public Tickets(MasterKeys keys, IdSource ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
        this.seal = new Seal(keys, "atlas tickets");
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
        boolean mailed = ticket.purpose() != Ticket.Purpose.SECOND_FACTOR;
        JdbcTickets.insert(tx, ticket, mailed ? now() : null);
        if (mailed) {
            JdbcMembers.forgetMailError(tx, ticket.member());
        }
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
                .put(seal.of(number, MAC_BYTES))
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
        return seal.fits(mac, number) ? OptionalLong.of(ByteBuffer.wrap(number).getLong()) : OptionalLong.empty();
    }

    private static byte[] number(long ticket) {
        return ByteBuffer.allocate(Long.BYTES).putLong(ticket).array();
    }
}
