package dev.atlas.webhooks.standalone;

import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the server itself refuses, before the application sees the request: a path with control characters, a head that is
 * too large. Programs that call the API get problem details (RFC 9457) for that too. Thread-safe.
 */
final class ServerErrors extends ErrorHandler {
    private static final String API = "/api/";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, @Nullable Throwable cause, Callback callback)
            throws IOException {
        // The address of one that is too long is not known any more.
        boolean api = request.getHttpURI().toString().contains(API) || code == HttpStatus.URI_TOO_LONG_414;
        if (!api) {
            super.generateResponse(request, response, code, message, cause, callback);
            return;
        }
        // The message may quote the request; only its status is told.
        String title = HttpStatus.getMessage(code);
        String problem = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, code, "the server cannot take this request: look at its address and its headers");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        Content.Sink.write(response, true, problem, callback);
    }
}
