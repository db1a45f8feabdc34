package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.jdbc.Database;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The API keys of a workspace: made and shown once, listed without the key, deleted. Thread-safe. */
public final class ApiKeyAdmin {
    private static final String PREFIX = "atlas_sk_";
    private static final int RANDOM_BYTES = 20;
    private static final int HINT_CHARS = 4;
    private static final int MAX_NAME = 100;
    private static final int MAX_RATE = 100_000;
    private static final int MAX_KEYS = 200;
    private static final Set<Scope> USUAL = Set.copyOf(EnumSet.of(Scope.PUBLISH, Scope.READ, Scope.MANAGE));

    private final Database database;
    private final Changes changes;
    private final InstantSource clock;
    private final SecureRandom random;

    public ApiKeyAdmin(Database database, Changes changes, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.random = random;
    }

    /** The keys, oldest first. */
    public Result<Slice<ApiKey>> list(Actor actor, SliceRequest request) {
        if (!actor.role().may(Permission.ADMINISTER)) {
            return Changes.forbidden(actor, Permission.ADMINISTER);
        }
        long after =
                request.after() == null ? 0 : ApiKeyId.parse(request.after()).value();
        return new Result.Ok<>(request.slice(
                database.read(tx -> JdbcApiKeys.list(tx, actor.workspace(), after, request.limit() + 1)),
                key -> key.id().toString()));
    }

    /** One key. */
    public Result<ApiKey> get(Actor actor, ApiKeyId id) {
        if (!actor.role().may(Permission.ADMINISTER)) {
            return Changes.forbidden(actor, Permission.ADMINISTER);
        }
        return database.read(tx -> JdbcApiKeys.get(tx, actor.workspace(), id))
                .<Result<ApiKey>>map(Result.Ok::new)
                .orElseGet(() -> notFound(id));
    }

    /** Makes a key. */
    public Result<CreatedApiKey> create(Actor actor, ApiKeyInput input) {
        List<Problem> problems = problems(input);
        if (!problems.isEmpty()) {
            return new Result.Invalid<>(problems);
        }
        return changes.run(actor, Permission.ADMINISTER, change -> {
            if (JdbcApiKeys.count(change.tx(), actor.workspace()) >= MAX_KEYS) {
                return new Result.Conflict<>(
                        "a workspace has at most %d API keys; delete one first".formatted(MAX_KEYS));
            }
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            String secret = PREFIX + HexFormat.of().formatHex(bytes);
            ApiKey key = new ApiKey(
                    new ApiKeyId(actor.workspace(), change.nextId()),
                    input.name().strip(),
                    secret.substring(secret.length() - HINT_CHARS),
                    input.scopes() == null ? USUAL : scopes(input.scopes()),
                    input.rateLimit(),
                    actor.name(),
                    change.now(),
                    null,
                    input.expiresAt());
            JdbcApiKeys.insert(change.tx(), key, Sha256.of(secret));
            return change.done("api_key.created", key.id(), null, facts(key), new CreatedApiKey(key, secret));
        });
    }

    /** Ends a key at once. */
    public Result<ApiKeyId> delete(Actor actor, ApiKeyId id) {
        return changes.run(actor, Permission.ADMINISTER, change -> {
            Optional<ApiKey> key = JdbcApiKeys.get(change.tx(), actor.workspace(), id);
            if (key.isEmpty()) {
                return notFound(id);
            }
            JdbcApiKeys.delete(change.tx(), id);
            return change.done("api_key.deleted", id, facts(key.get()), null, id);
        });
    }

    /** What is wrong with a wish for a key; nothing is made. */
    public List<Problem> problems(ApiKeyInput input) {
        List<Problem> problems = new ArrayList<>();
        if (input.name().isBlank() || input.name().length() > MAX_NAME) {
            problems.add(new Problem("/name", "has 1 to %d characters: what the key is for".formatted(MAX_NAME)));
        }
        if (input.scopes() != null
                && scopes(input.scopes()).size() != input.scopes().size()) {
            problems.add(
                    new Problem("/scopes", "holds each of publish, read, manage, admin at most once, nothing else"));
        }
        if (input.scopes() != null && input.scopes().isEmpty()) {
            problems.add(new Problem("/scopes", "holds at least one of publish, read, manage, admin"));
        }
        Integer rate = input.rateLimit();
        if (rate != null && (rate < 1 || rate > MAX_RATE)) {
            problems.add(new Problem("/rate_limit", "is 1 to %,d requests a second".formatted(MAX_RATE)));
        }
        Instant end = input.expiresAt();
        if (end != null && !end.isAfter(clock.instant())) {
            problems.add(new Problem("/expires_at", "is a time in the future"));
        }
        return problems;
    }

    private static Set<Scope> scopes(List<String> words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        words.forEach(word -> Scope.of(word).ifPresent(scopes::add));
        return scopes;
    }

    private static Map<String, @Nullable Object> facts(ApiKey key) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("name", key.name());
        facts.put("hint", key.hint());
        facts.put("scopes", key.scopes().stream().map(Scope::word).sorted().toList());
        facts.put("rate_limit", key.rateLimit());
        facts.put("expires_at", key.expiresAt());
        return facts;
    }

    private static <T> Result<T> notFound(ApiKeyId id) {
        return new Result.NotFound<>("API key " + id);
    }
}
