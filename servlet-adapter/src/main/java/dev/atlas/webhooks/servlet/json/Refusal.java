package dev.atlas.webhooks.servlet.json;

import dev.atlas.webhooks.event.Problem;
import java.util.List;

/** Ends a request with a problem that is the sender's to solve; becomes the answer as it is. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDetail problem;

    private Refusal(ProblemDetail problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** 400: the request cannot be read. */
    public static Refusal malformed(String detail) {
        return new Refusal(ProblemDetail.named("malformed", "The request cannot be read", 400, detail, List.of()));
    }

    /** 400: query parameters or headers that are not allowed; each pointer names one, as {@code /limit}. */
    public static Refusal badParameters(List<Problem> errors) {
        return new Refusal(
                ProblemDetail.named("parameters", "The parameters are not valid", 400, sentence(errors), errors));
    }

    /** 400: a header that is not allowed. */
    public static Refusal badHeader(String name, String detail) {
        return badParameters(List.of(new Problem("/" + name, detail)));
    }

    /** 401. */
    public static Refusal unauthorized(String detail) {
        return new Refusal(ProblemDetail.ofStatus("Unauthorized", 401, detail));
    }

    /** 403. */
    public static Refusal forbidden(String detail) {
        return new Refusal(ProblemDetail.ofStatus("Forbidden", 403, detail));
    }

    /** 404. */
    public static Refusal notFound(String detail) {
        return new Refusal(ProblemDetail.ofStatus("Not Found", 404, detail));
    }

    /** 409. */
    public static Refusal conflict(String detail) {
        return new Refusal(ProblemDetail.named("conflict", "The request does not fit", 409, detail, List.of()));
    }

    /** 412: somebody else has changed it. */
    public static Refusal stale(String detail) {
        return new Refusal(ProblemDetail.ofStatus("Precondition Failed", 412, detail));
    }

    /** 413. */
    public static Refusal tooLarge(String detail) {
        return tooLarge(detail, List.of());
    }

    /** 413, with the places that are too large. */
    public static Refusal tooLarge(String detail, List<Problem> errors) {
        return new Refusal(ProblemDetail.named("too-large", "The body is too large", 413, detail, errors));
    }

    /** 415. */
    public static Refusal unsupportedMediaType(String detail) {
        return new Refusal(ProblemDetail.ofStatus("Unsupported Media Type", 415, detail));
    }

    /** 422: read and understood, but not allowed. */
    public static Refusal invalid(List<Problem> errors) {
        return new Refusal(ProblemDetail.named("invalid", "The input is not valid", 422, sentence(errors), errors));
    }

    /** 429. */
    public static Refusal tooMany(String detail) {
        return new Refusal(ProblemDetail.ofStatus("Too Many Requests", 429, detail));
    }

    /** What the sender is told. */
    public ProblemDetail problem() {
        return problem;
    }

    private static String sentence(List<Problem> errors) {
        Problem first = errors.get(0);
        String place = first.pointer().isEmpty() ? "the input" : first.pointer();
        String more = errors.size() == 1 ? "" : " (and %d more; see errors)".formatted(errors.size() - 1);
        return place + ": " + first.detail() + more;
    }
}
