package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.event.Problem;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What the services answer, for a page that cannot be shown without it. */
public final class Answers {
    private Answers() {}

    /** A form that was not taken, shown again with what is wrong. */
    public static Response refused(Page form) {
        return Response.status(422).entity(form).build();
    }

    /** The value, or the error page that fits. */
    public static <T> T required(Result<T> result) {
        return result.when(new Result.Cases<T, T>() {
            @Override
            public T ok(T value) {
                return value;
            }

            @Override
            public T invalid(List<Problem> problems) {
                throw new BadRequestException(problems.toString());
            }

            @Override
            public T notFound(String what) {
                throw new NotFoundException(what);
            }

            @Override
            public T conflict(String detail) {
                throw new BadRequestException(detail);
            }

            @Override
            public T forbidden(String detail) {
                throw new ForbiddenException(detail);
            }

            @Override
            public T stale(String detail) {
                throw new BadRequestException(detail);
            }
        });
    }
}
