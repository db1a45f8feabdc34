package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.admin.JdbcMembers.Credentials;
import dev.atlas.webhooks.admin.JdbcSessions.Session;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is asking: API keys of programs, sessions of members. Thread-safe. */
public final class Access {
    private static final Duration IDLE_LIMIT = Duration.ofHours(12);
    private static final Duration ABSOLUTE_LIMIT = Duration.ofDays(7);
    /** The last use of a session or key is written at most this often. */
    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random;

    public Access(Database database, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** The key that a program sent; empty when there is none like it, or it has expired. Notes its use. */
    public Optional<ApiKey> byApiKey(String secret) {
        Instant now = clock.instant();
        Optional<ApiKey> found = database.read(tx -> JdbcApiKeys.find(tx, Sha256.of(secret)))
                .filter(key -> key.expiresAt() == null || key.expiresAt().isAfter(now));
        if (found.isPresent() && isStale(found.get().lastUsedAt(), now)) {
            database.inTransaction(tx -> {
                JdbcApiKeys.touch(tx, found.get().id(), now);
                return found;
            });
        }
        return found;
    }

    private static boolean isStale(@Nullable Instant lastUse, Instant now) {
        return lastUse == null || lastUse.isBefore(now.minus(TOUCH_INTERVAL));
    }

    /** Begins a session of a member who has proved to be one. */
    Login begin(Credentials member) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        return database.inTransaction(tx -> {
            JdbcSessions.deleteBefore(tx, now.minus(ABSOLUTE_LIMIT));
            JdbcSessions.insert(tx, Sha256.of(token), member, now);
            return new Login(token, member.actor());
        });
    }

    /** The member who holds this session; empty when it has ended. */
    public Optional<Actor> bySession(String token) {
        byte[] hash = Sha256.of(token);
        Instant now = clock.instant();
        Optional<Session> session =
                database.read(tx -> JdbcSessions.find(tx, hash, now.minus(ABSOLUTE_LIMIT), now.minus(IDLE_LIMIT)));
        if (session.isPresent() && isStale(session.get().lastSeenAt(), now)) {
            database.inTransaction(tx -> {
                JdbcSessions.touch(tx, hash, now);
                return hash;
            });
        }
        return session.map(Session::actor);
    }

    /**
     * The person whom the server in front of us has logged in: a member by that address, or anybody to whom it gives a
     * role here, in the first workspace.
     *
     * @param role what the server says of the role; null for that of the membership
     */
    public Optional<Actor> byContainer(String name, @Nullable Role role) {
        String address = name.strip().toLowerCase(Locale.ROOT);
        return database.read(tx -> JdbcMembers.credentials(tx, address)
                .map(member -> new Actor(member.workspace(), address, role == null ? member.role() : role))
                .or(() -> Optional.ofNullable(role)
                        .flatMap(given -> JdbcWorkspaces.first(tx).map(first -> new Actor(first, name, given)))));
    }

    /** Goes on with a session in another workspace; false when its member does not belong to that one. */
    public boolean moveTo(String token, WorkspaceId workspace) {
        return database.inTransaction(tx -> JdbcSessions.moveTo(tx, Sha256.of(token), workspace.value()));
    }

    /** Ends a session. */
    public void logOut(String token) {
        database.inTransaction(tx -> {
            JdbcSessions.delete(tx, Sha256.of(token));
            return token;
        });
    }
}
