package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.ApiKeyInput;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.web.page.Field;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new API key: what was typed, and the objections to it. Immutable.
 *
 * @param days until it ends; empty for never
 * @param errors plain words by input
 */
public record ApiKeyForm(String name, List<String> scopes, String rateLimit, String days, Map<String, String> errors) {
    public ApiKeyForm {
        scopes = List.copyOf(scopes);
        errors = Map.copyOf(errors);
    }

    static ApiKeyForm ofNothing() {
        return new ApiKeyForm("", List.of("publish", "read", "manage"), "", "", Map.of());
    }

    static ApiKeyForm of(MultivaluedMap<String, String> sent) {
        return new ApiKeyForm(
                text(sent, "name"),
                Objects.requireNonNullElse(sent.get("scopes"), List.<String>of()),
                text(sent, "rate_limit"),
                text(sent, "days"),
                Map.of());
    }

    private static String text(MultivaluedMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "").strip();
    }

    /** What cannot even be asked for. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!rateLimit.isEmpty() && !isNumber(rateLimit, 9)) {
            problems.add(new Problem("/rate_limit", "is a whole number; '" + rateLimit + "' is not"));
        }
        if (!days.isEmpty() && !isNumber(days, 4)) {
            problems.add(new Problem("/expires_at", "is a number of days"));
        }
        return problems;
    }

    private static boolean isNumber(String text, int digits) {
        return text.matches("[0-9]{1," + digits + "}");
    }

    /** What is asked for, without what {@link #problems} objects to. */
    ApiKeyInput input(Instant now) {
        return new ApiKeyInput(
                name,
                scopes,
                isNumber(rateLimit, 9) ? Integer.valueOf(rateLimit) : null,
                isNumber(days, 4) ? now.plus(Duration.ofDays(Long.parseLong(days))) : null);
    }

    ApiKeyForm with(List<Problem> problems) {
        Map<String, String> found = new HashMap<>();
        problems.forEach(problem -> found.merge(
                problem.pointer().replaceFirst("^/", "").replaceFirst("/.*", ""),
                problem.detail(),
                (first, second) -> first + "\n" + second));
        return new ApiKeyForm(name, scopes, rateLimit, days, found);
    }

    public Field nameField() {
        return new Field("name", name, errors.get("name"));
    }

    public Field rateField() {
        return new Field("rate_limit", rateLimit, errors.get("rate_limit"));
    }

    public Field daysField() {
        return new Field("days", days, errors.get("expires_at"));
    }

    public @Nullable String scopesError() {
        return errors.get("scopes");
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope.word());
    }

    /** What a scope is for. */
    public static String meaning(Scope scope) {
        return switch (scope) {
            case PUBLISH -> "Publish events";
            case READ -> "Read everything but secrets, members, keys and the audit log";
            case MANAGE -> "Change endpoints and deliveries, see secrets";
            case ADMIN -> "Everything, members and keys too";
        };
    }
}
