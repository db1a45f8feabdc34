package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SigningSecret;
import dev.atlas.webhooks.endpoint.SigningSecrets;
import dev.atlas.webhooks.endpoint.SigningSecrets.Signing;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The signing secrets of endpoints: made, shown to those who may, rotated with an overlap. Thread-safe. */
public final class EndpointSecrets {
    /** How long the old secret stays valid when the caller does not say. */
    public static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);

    private static final Duration MAX_OVERLAP = Duration.ofDays(7);

    private final Changes changes;
    private final JdbcSecrets secrets;
    private final JdbcEndpoints endpoints;
    private final IdSource ids;
    private final InstantSource clock;
    private final SecureRandom random;

    public EndpointSecrets(
            Changes changes,
            JdbcSecrets secrets,
            JdbcEndpoints endpoints,
            IdSource ids,
            InstantSource clock,
            SecureRandom random) {
        this.changes = changes;
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /** Gives a new endpoint its first secret. */
    String create(Handle tx, EndpointId endpoint) {
        SigningSecret secret = SigningSecret.generate(random);
        secrets.insert(tx, endpoint, ids.next(), secret, clock.instant());
        return secret.value();
    }

    /** The secret that signs now. */
    String current(Handle tx, EndpointId id) {
        return view(tx, id).secret();
    }

    /** The secrets in clear; who sees them is in the audit log. */
    public Result<EndpointSecretView> reveal(Actor actor, EndpointId id) {
        if (!actor.role().mayChange()) {
            return new Result.Forbidden<>("a " + actor.role().word() + " may not see secrets");
        }
        return changes.run(
                actor,
                Permission.CHANGE,
                change -> known(change, id)
                        ? change.done("endpoint.secret_revealed", id, null, null, view(change.tx(), id))
                        : notFound(id));
    }

    /** Makes a new secret; the old ones sign beside it until the overlap ends. */
    public Result<EndpointSecretView> rotate(Actor actor, EndpointId id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
            return new Result.Invalid<>(List.of(new Problem("/overlap_seconds", "is 0 to 604800, which is 7 days")));
        }
        return changes.run(actor, Permission.CHANGE, change -> {
            Handle tx = change.tx();
            if (!known(change, id) || endpoints.lock(tx, id).isEmpty()) {
                return notFound(id);
            }
            Instant now = change.now();
            secrets.expire(tx, id, now.plus(overlap), now);
            secrets.insert(tx, id, change.nextId(), SigningSecret.generate(random), now);
            JdbcEndpoints.announce(tx, id);
            return change.done(
                    "endpoint.secret_rotated", id, null, Map.of("overlap_seconds", overlap.toSeconds()), view(tx, id));
        });
    }

    private boolean known(Change change, EndpointId id) {
        return id.workspace().equals(change.actor().workspace())
                && endpoints.find(change.tx(), id).isPresent();
    }

    private EndpointSecretView view(Handle tx, EndpointId id) {
        SigningSecrets all = secrets.read(tx, id);
        List<Signing> alive = all.secrets().stream()
                .filter(signing ->
                        signing.expiresAt() == null || signing.expiresAt().isAfter(clock.instant()))
                .toList();
        return new EndpointSecretView(alive.get(0).secret(), alive.subList(1, alive.size()));
    }

    private static Result<EndpointSecretView> notFound(EndpointId id) {
        return new Result.NotFound<>("endpoint " + id);
    }
}
