package dev.atlas.webhooks.cli.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's HTTP API, with the workspace's key. Thread-safe. */
public final class Api {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Connection connection;
    private final JsonMapper json;
    private final HttpClient http;

    public Api(Connection connection, JsonMapper json) {
        this.connection = connection;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .proxy(connection.proxies())
                .build();
    }

    /** Reads {@code path}, which begins without a slash; empty parameters are left out. */
    public JsonNode get(String path, Map<String, String> parameters) {
        return send("GET", path + query(parameters), BodyPublishers.noBody());
    }

    public JsonNode post(String path, JsonNode body) {
        return send("POST", path, BodyPublishers.ofString(body.toString()));
    }

    public JsonNode post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, BodyPublishers.ofString(body.toString()));
    }

    public JsonNode delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** A path's segment. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = request(path).timeout(ANSWER).method(method, body);
        if (body.contentLength() > 0) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = exchange(request.build(), BodyHandlers.ofString());
        check(response.statusCode(), response.body());
        return response.body().isBlank() ? json.missingNode() : parse(response.body());
    }

    /** Opens a stream of server-sent events; the answer is a success. */
    public HttpResponse<InputStream> stream(String path, Map<String, String> parameters) {
        HttpRequest request = request(path + query(parameters))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (var in = response.body()) {
                check(response.statusCode(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw unreachable(e);
            }
        }
        return response;
    }

    private HttpRequest.Builder request(String path) {
        if (connection.key().isEmpty()) {
            throw new UsageException("no API key: run `atlas login`, set ATLAS_API_KEY, or give --api-key atlas_sk_…");
        }
        URI uri = connection.server().resolve("api/v1/" + path);
        try {
            return HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + connection.key())
                    .header("User-Agent", "atlas-cli/" + version());
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "the API key (from " + connection.keySource() + ") has characters that no key has");
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted");
        }
    }

    private UnreachableException unreachable(IOException e) {
        String why;
        if (e instanceof HttpConnectTimeoutException) {
            why = "no connection within " + CONNECT.toSeconds() + " s";
        } else if (e instanceof HttpTimeoutException) {
            why = "no answer within " + ANSWER.toSeconds() + " s";
        } else if (e instanceof ConnectException) {
            why = e.getCause() instanceof UnresolvedAddressException || e.getMessage() == null
                    ? "nothing listens there, or the name is unknown"
                    : e.getMessage();
        } else {
            why = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        return new UnreachableException("the server at " + connection + " cannot be reached: " + why
                + "; is it running, and is the address (--server, ATLAS_SERVER) right?");
    }

    private void check(int status, String body) {
        if (status / 100 == 2) {
            return;
        }
        JsonNode problem = problem(status, body);
        String detail = problem.path("detail").asString(problem.path("title").asString(""));
        if (status == 401) {
            detail = "the server does not accept the API key from " + connection.keySource() + ": " + detail;
        }
        if (status == 429) {
            throw new UnreachableException("the server at " + connection + " asks to be asked less often: " + detail);
        }
        if (status >= 500) {
            throw new UnreachableException(
                    "the server at " + connection + " failed with status " + status + ": " + detail);
        }
        throw new RefusedException(status, problem, detail);
    }

    private JsonNode problem(int status, String body) {
        try {
            JsonNode read = json.readTree(body);
            if (read.isObject() && read.has("status")) {
                return read;
            }
        } catch (JacksonException e) {
            // not ours: said below
        }
        throw new UnreachableException("what answers at " + connection + " is not Atlas Webhooks (status " + status
                + "); is the path of the address right, for example http://localhost:8080/atlas-webhooks?");
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new UnreachableException("what answers at " + connection + " is not Atlas Webhooks: no JSON");
        }
    }

    private static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> segment(parameter.getKey()) + "=" + segment(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String version() {
        String version = Api.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
