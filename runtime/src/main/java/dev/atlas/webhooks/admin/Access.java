package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.config.Secret;
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
import org.jdbi.v3.core.Handle;

/** Who is asking: API keys of programs, sessions of members. Thread-safe. */
public final class Access {
    private static final Duration IDLE_LIMIT = Duration.ofHours(12);
    private static final Duration ABSOLUTE_LIMIT = Duration.ofDays(7);
    /** A session's last use is written at most this often. */
    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final Passwords passwords;
    private final InstantSource clock;
    private final SecureRandom random;

    public Access(Database database, Passwords passwords, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
        this.random = random;
    }

    /** The workspace's program that holds this key; it may change things but is no member. */
    public Optional<Actor> byApiKey(String key) {
        return database.read(tx -> tx.select(
                        "SELECT workspace_id, name FROM atlas_api_key WHERE key_hash = ?", (Object) Sha256.of(key))
                .map((row, context) -> new Actor(
                        new WorkspaceId(row.getLong("workspace_id")), "API key " + row.getString("name"), Role.ADMIN))
                .findFirst());
    }

    /** Logs a member in; the same answer for an unknown address and a wrong password, after the same work. */
    public Optional<Login> logIn(String email, String password) {
        record Found(long member, String hash, long workspace, String role) {}
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<Found> found = database.read(tx -> tx.select(
                        """
                        SELECT m.member_id, m.password_hash, s.workspace_id, s.role
                          FROM atlas_member m JOIN atlas_membership s ON s.member_id = m.member_id
                         WHERE m.email = ? ORDER BY s.workspace_id LIMIT 1""",
                        address)
                .map((row, context) -> new Found(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
                .findFirst());
        boolean right =
                passwords.verify(new Secret(password), found.map(Found::hash).orElse(null));
        if (!right || found.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = clock.millis();
        database.inTransaction(tx -> {
            removeExpired(tx);
            return tx.execute(
                    """
                    INSERT INTO atlas_session (token_hash, member_id, workspace_id, created_at, last_seen_at)
                    VALUES (?, ?, ?, ?, ?)""",
                    Sha256.of(token),
                    found.get().member(),
                    found.get().workspace(),
                    now,
                    now);
        });
        WorkspaceId workspace = new WorkspaceId(found.get().workspace());
        return Optional.of(new Login(
                token, new Actor(workspace, address, Role.of(found.get().role()))));
    }

    /** The member who holds this session; empty when it has ended. */
    public Optional<Actor> bySession(String token) {
        record Found(Actor actor, Instant lastSeen) {}
        byte[] hash = Sha256.of(token);
        Instant now = clock.instant();
        Optional<Found> found = database.read(tx -> tx.select(
                        """
                        SELECT s.workspace_id, m.email, p.role, s.last_seen_at
                          FROM atlas_session s
                          JOIN atlas_member m ON m.member_id = s.member_id
                          JOIN atlas_membership p ON p.member_id = s.member_id AND p.workspace_id = s.workspace_id
                         WHERE s.token_hash = ? AND s.created_at > ? AND s.last_seen_at > ?""",
                        hash,
                        now.minus(ABSOLUTE_LIMIT).toEpochMilli(),
                        now.minus(IDLE_LIMIT).toEpochMilli())
                .map((row, context) -> new Found(
                        new Actor(new WorkspaceId(row.getLong(1)), row.getString(2), Role.of(row.getString(3))),
                        Instant.ofEpochMilli(row.getLong(4))))
                .findOne());
        if (found.isPresent() && found.get().lastSeen().isBefore(now.minus(TOUCH_INTERVAL))) {
            database.inTransaction(tx -> tx.execute(
                    "UPDATE atlas_session SET last_seen_at = ? WHERE token_hash = ?", now.toEpochMilli(), hash));
        }
        return found.map(Found::actor);
    }

    /** Ends a session. */
    public void logOut(String token) {
        database.inTransaction(
                tx -> tx.execute("DELETE FROM atlas_session WHERE token_hash = ?", (Object) Sha256.of(token)));
    }

    private void removeExpired(Handle tx) {
        tx.execute(
                "DELETE FROM atlas_session WHERE created_at <= ?",
                clock.instant().minus(ABSOLUTE_LIMIT).toEpochMilli());
    }
}
