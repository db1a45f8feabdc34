package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.servlet.json.Refusal;
import java.util.List;

/** Takes the value out of a service's answer; every failure ends the request with its problem. */
final class Required<T> implements Result.Cases<T, T> {
    private Required() {}

    static <T> T of(Result<T> result) {
        return result.when(new Required<>());
    }

    @Override
    public T ok(T value) {
        return value;
    }

    @Override
    public T invalid(List<Problem> problems) {
        throw Refusal.invalid(problems);
    }

    @Override
    public T notFound(String what) {
        throw Refusal.notFound("there is no " + what + " in this workspace");
    }

    @Override
    public T conflict(String detail) {
        throw Refusal.conflict(detail);
    }

    @Override
    public T forbidden(String detail) {
        throw Refusal.forbidden(detail);
    }

    @Override
    public T stale(String detail) {
        throw Refusal.stale(detail);
    }
}
