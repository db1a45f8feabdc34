package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.admin.JdbcMembers.Credentials;
import dev.atlas.webhooks.config.Secret;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What members do about their own account: log in, choose a password, switch a second factor on. Thread-safe. */
public final class Accounts {
    private static final Duration RESET = Duration.ofHours(2);
    private static final Duration CODE = Duration.ofMinutes(5);
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 1024;
    private static final int MAX_OPEN_MAILS = 3;

    private final Database database;
    private final Changes changes;
    private final Access access;
    private final Passwords passwords;
    private final Tickets tickets;
    private final SecondFactor secondFactor;
    private final LoginThrottle throttle;

    public Accounts(
            Database database,
            Changes changes,
            Access access,
            Passwords passwords,
            Tickets tickets,
            SecondFactor secondFactor) {
        this.database = database;
        this.changes = changes;
        this.access = access;
        this.passwords = passwords;
        this.tickets = tickets;
        this.secondFactor = secondFactor;
        this.throttle = new LoginThrottle(database, tickets.clock());
    }

    /**
     * Logs a member in; the same answer for an unknown address and a wrong password, after the same work.
     *
     * @param from the network address of the request
     */
    public LoginAnswer logIn(String email, String password, String from) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Duration wait = throttle.wait(address, from);
        if (!wait.isZero()) {
            return new LoginAnswer.Throttled(wait);
        }
        Optional<Credentials> found = database.read(tx -> JdbcMembers.credentials(tx, address))
                .filter(member -> !member.passwordHash().isEmpty());
        boolean right = passwords.verify(
                new Secret(password), found.map(Credentials::passwordHash).orElse(null));
        if (!right || found.isEmpty()) {
            throttle.failed(address, from);
            return new LoginAnswer.Refused();
        }
        Credentials member = found.get();
        if (member.secondFactor() != null) {
            return new LoginAnswer.CodeNeeded(
                    database.inTransaction(tx -> tickets.issue(tx, Ticket.Purpose.SECOND_FACTOR, member, "", CODE)));
        }
        throttle.succeeded(address, from);
        if (passwords.needsRehash(member.passwordHash())) {
            String fresh = passwords.hash(new Secret(password));
            database.inTransaction(tx -> {
                JdbcMembers.setPassword(tx, member.member(), fresh);
                return fresh;
            });
        }
        return new LoginAnswer.Done(access.begin(member));
    }

    /** Goes on after the password with the code of the second factor. */
    public LoginAnswer giveCode(String ticket, String code, String from) {
        Optional<Ticket> held = holder(ticket, Ticket.Purpose.SECOND_FACTOR);
        if (held.isEmpty()) {
            return new LoginAnswer.Refused();
        }
        String email = held.get().email();
        Duration wait = throttle.wait(email, from);
        if (!wait.isZero()) {
            return new LoginAnswer.Throttled(wait);
        }
        Optional<Credentials> member =
                database.read(tx -> JdbcMembers.credentials(tx, held.get().member()));
        if (member.isEmpty() || !isRight(member.get(), code)) {
            throttle.failed(email, from);
            return new LoginAnswer.Refused();
        }
        throttle.succeeded(email, from);
        return new LoginAnswer.Done(access.begin(member.get()));
    }

    /** Uses the code up: each works once. */
    private boolean isRight(Credentials member, String code) {
        byte[] encrypted = member.secondFactor();
        if (encrypted == null) {
            return false;
        }
        OptionalLong step = secondFactor.step(secondFactor.decrypt(member.member(), encrypted), code);
        return step.isPresent()
                && database.inTransaction(tx -> JdbcMembers.useStep(tx, member.member(), step.getAsLong()));
    }

    /** Sends a member the link to choose another password; whether there is such a member is not told. */
    public void requestReset(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        database.inTransaction(tx -> {
            Optional<Credentials> member = JdbcMembers.credentials(tx, address)
                    .filter(known -> JdbcTickets.open(tx, known.member(), tickets.now()) < MAX_OPEN_MAILS);
            member.ifPresent(known -> tickets.issue(tx, Ticket.Purpose.RESET, known, address, RESET));
            return member;
        });
    }

    /** Who holds a ticket that came by mail; empty when it has ended, or was never one. */
    public Optional<Ticket> holder(String token) {
        return database.read(tx -> tickets.open(tx, token))
                .filter(ticket -> ticket.purpose() != Ticket.Purpose.SECOND_FACTOR);
    }

    private Optional<Ticket> holder(String token, Ticket.Purpose purpose) {
        return database.read(tx -> tickets.open(tx, token)).filter(ticket -> ticket.purpose() == purpose);
    }

    /** Chooses a password by a ticket that came by mail; all sessions and tickets of the member end. */
    public Result<String> choosePassword(String token, String password, String from) {
        if (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
            return new Result.Invalid<>(List.of(
                    new Problem("/password", "has %d to %,d characters".formatted(MIN_PASSWORD, MAX_PASSWORD))));
        }
        Optional<Ticket> held = holder(token);
        if (held.isEmpty()) {
            return new Result.NotFound<>("such link any more; ask for a new one");
        }
        Ticket ticket = held.get();
        if (password.strip().equalsIgnoreCase(ticket.email())) {
            return new Result.Invalid<>(List.of(new Problem("/password", "is not your e-mail address")));
        }
        String hash = passwords.hash(new Secret(password));
        Actor actor = new Actor(ticket.workspace(), ticket.email(), Role.VIEWER, from);
        String action = ticket.purpose() == Ticket.Purpose.INVITATION ? "member.joined" : "member.password_reset";
        return changes.runOwn(actor, change -> {
            JdbcMembers.setPassword(change.tx(), ticket.member(), hash);
            JdbcTickets.deleteOf(change.tx(), ticket.member());
            JdbcSessions.deleteOf(change.tx(), ticket.member());
            return change.done(
                    action, new MemberId(ticket.workspace(), ticket.member()), null, Map.of(), ticket.email());
        });
    }

    /** Whether the member's second factor is on. */
    public boolean hasSecondFactor(Actor actor) {
        return credentials(actor).map(member -> member.secondFactor() != null).orElse(false);
    }

    /** A second factor to switch on. */
    public SecondFactorOffer offerSecondFactor(Actor actor) {
        String secret = secondFactor.generate();
        return new SecondFactorOffer(secret, SecondFactor.address(actor.name(), secret));
    }

    /** Switches an offered second factor on; the code proves that the app has it. */
    public Result<String> switchOn(Actor actor, String secret, String code) {
        return setSecondFactor(actor, "member.second_factor_on", member -> {
            try {
                byte[] bytes = SecondFactor.decode(secret);
                return secondFactor.step(bytes, code).isPresent()
                        ? secondFactor.encrypt(member.member(), secret)
                        : null;
            } catch (IllegalArgumentException notOurs) {
                return null;
            }
        });
    }

    /** Switches the second factor off; a code is needed for that too. */
    public Result<String> switchOff(Actor actor, String code) {
        return setSecondFactor(actor, "member.second_factor_off", member -> isRight(member, code) ? new byte[0] : null);
    }

    /** @param change the new encrypted secret, empty for none; null when the code is wrong */
    private Result<String> setSecondFactor(
            Actor actor, String action, Function<Credentials, byte @Nullable []> change) {
        Optional<Credentials> member = credentials(actor);
        if (member.isEmpty()) {
            return new Result.Conflict<>("only members with a password here have a second factor");
        }
        long number = member.get().member();
        byte[] encrypted = change.apply(member.get());
        if (encrypted == null) {
            return new Result.Invalid<>(List.of(new Problem("/code", "is not the code that the app shows now")));
        }
        return changes.runOwn(actor, running -> {
            JdbcMembers.setSecondFactor(running.tx(), number, encrypted.length == 0 ? null : encrypted);
            return running.done(action, new MemberId(actor.workspace(), number), null, Map.of(), actor.name());
        });
    }

    private Optional<Credentials> credentials(Actor actor) {
        return database.read(tx -> JdbcMembers.credentials(tx, actor.name()));
    }
}
