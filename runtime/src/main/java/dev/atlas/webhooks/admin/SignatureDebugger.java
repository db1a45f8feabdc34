package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointTrouble;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SecretUnreadableException;
import dev.atlas.webhooks.endpoint.SigningSecrets.Signing;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tells why a receiver refuses a signature: which secret made it, or which mistake breaks it. Thread-safe. */
public final class SignatureDebugger {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MOST_ENDPOINTS = 200;
    private static final int MOST_NAMED = 5;

    private final Database database;
    private final JdbcEndpoints endpoints;
    private final JdbcSecrets secrets;
    private final InstantSource clock;

    public SignatureDebugger(Database database, JdbcEndpoints endpoints, JdbcSecrets secrets, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A secret with what it is called; {@code own} when it is the asked endpoint's. */
    private record Candidate(String name, Signing secret, boolean own) {}

    /** @param locked the endpoints whose secrets cannot be decrypted */
    private record Candidates(List<Candidate> all, List<String> locked) {
        /** What could not be tried. */
        String gap() {
            return locked.isEmpty()
                    ? ""
                    : " Not tried, since they cannot be decrypted, are the secrets of "
                            + String.join(", ", locked.subList(0, Math.min(locked.size(), MOST_NAMED)))
                            + (locked.size() > MOST_NAMED ? " and %,d more".formatted(locked.size() - MOST_NAMED) : "")
                            + ".";
        }
    }

    /**
     * Looks at one request as the receiver saw it. Says nothing of the secrets themselves. There is a conflict when the
     * endpoint's own secret cannot be decrypted: whatever was found would be a guess.
     *
     * @param headers the lines of the request's head, or only the signature header
     * @param body as the receiver has it
     */
    public Result<SignatureFinding> find(Actor actor, EndpointId id, String headers, String body) {
        if (!id.workspace().equals(actor.workspace())) {
            return new Result.NotFound<>("endpoint " + id);
        }
        return database.read(tx -> {
            Optional<Endpoint> endpoint = endpoints.find(tx, id);
            if (endpoint.isEmpty()) {
                return new Result.NotFound<>("endpoint " + id);
            }
            try {
                return new Result.Ok<>(find(candidates(tx, endpoint.get()), endpoint.get(), headers, body));
            } catch (SecretUnreadableException e) {
                return new Result.Conflict<>(EndpointTrouble.locked(id));
            }
        });
    }

    private Candidates candidates(Handle tx, Endpoint asked) {
        List<Candidate> all = new ArrayList<>();
        List<String> locked = new ArrayList<>();
        secrets.read(tx, asked.id()).secrets().forEach(secret -> all.add(new Candidate("", secret, true)));
        endpoints.list(tx, asked.id().workspace()).stream()
                .filter(other -> !other.id().equals(asked.id()))
                .limit(MOST_ENDPOINTS)
                .forEach(other -> {
                    String name = other.spec().url().toString();
                    try {
                        secrets.read(tx, other.id())
                                .secrets()
                                .forEach(secret -> all.add(new Candidate(name, secret, false)));
                    } catch (SecretUnreadableException e) {
                        locked.add(name);
                    }
                });
        return new Candidates(all, locked);
    }

    private SignatureFinding find(Candidates candidates, Endpoint endpoint, String headers, String body) {
        PastedSignature signature;
        try {
            signature = PastedSignature.read(headers);
        } catch (PastedSignature.UnreadableException e) {
            return SignatureFinding.bad("The header cannot be read", e.detail());
        }
        for (BodyChange change : BodyChange.values()) {
            byte[] bytes = change.undo(body).getBytes(StandardCharsets.UTF_8);
            Optional<Candidate> signer = candidates.all().stream()
                    .filter(candidate -> signature.madeBy(candidate.secret().secret(), bytes))
                    .findFirst();
            if (signer.isPresent()) {
                return change == BodyChange.NONE
                        ? genuine(signer.get(), signature)
                        : SignatureFinding.bad(
                                "The body was changed",
                                "The signature is right for the body that was sent, but " + change.words() + ".");
            }
        }
        String mode = signature.mode() == endpoint.spec().signature()
                ? ""
                : " This endpoint is signed in the other mode, "
                        + endpoint.spec().signature().word() + ".";
        return SignatureFinding.bad(
                "Nothing here made this signature",
                "No secret of this workspace signs this body at this time. Either the body, the time or the header is not"
                        + " what was sent, or somebody else sent it." + mode + candidates.gap());
    }

    private SignatureFinding genuine(Candidate signer, PastedSignature signature) {
        if (!signer.own()) {
            return SignatureFinding.bad(
                    "It was signed for another endpoint",
                    "The secret of " + signer.name() + " made it. The receiver has the two secrets mixed up.");
        }
        boolean expired = signer.secret().expiresAt() != null
                && !signer.secret().expiresAt().isAfter(clock.instant());
        if (expired) {
            return SignatureFinding.doubtful(
                    "Genuine, by a secret that has ended", "A receiver that knows only the present secret refuses it.");
        }
        String by = signer.secret().expiresAt() == null
                ? "The present secret made it."
                : "The previous secret made it; it ends soon, so the receiver should take the new one.";
        Duration age = Duration.between(Instant.ofEpochSecond(signature.time()), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            String when = age.isNegative()
                    ? "is %,d s ahead of now: the receiver's clock may be wrong".formatted(-age.toSeconds())
                    : "is %,d s old".formatted(age.toSeconds());
            return SignatureFinding.doubtful(
                    "Genuine, but out of time",
                    by + " Its time " + when + ", and receivers usually refuse more than 300 s.");
        }
        return SignatureFinding.good(
                "Genuine", by + " A receiver that refuses it uses another secret or another body.");
    }
}
