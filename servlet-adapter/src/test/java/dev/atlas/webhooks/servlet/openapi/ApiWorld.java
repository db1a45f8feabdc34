package dev.atlas.webhooks.servlet.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import dev.atlas.webhooks.servlet.Listener;
import dev.atlas.webhooks.servlet.Receiver;
import java.util.ArrayList;
import java.util.List;

/** Makes in a workspace what operations need to work on. */
final class ApiWorld {
    private final List<String> ids = new ArrayList<>();
    private final JettyServer server;
    private final Receiver receiver;
    private int types;

    ApiWorld(JettyServer server, Receiver receiver) {
        this.server = server;
        this.receiver = receiver;
    }

    /** The operation's path with ids of fresh things that it can work on. A new resource gets a line here. */
    String path(Document.Op operation) throws Exception {
        String path = operation.path();
        if (!path.contains("{")) {
            return path;
        }
        String id =
                switch (operation.id()) {
                    case "resumeEndpoint" -> endpoint("paused");
                    case "enableEndpoint" -> endpoint("disabled");
                    case "getClientCertificate", "removeClientCertificate" -> endpointWithCertificate();
                    case "cancelDelivery" -> delivery("held");
                    case "retryDelivery" -> delivery("delivered");
                    case "resumeReplay" -> replay(true);
                    default ->
                        switch (path.split("/", -1)[1]) {
                            case "endpoints" -> endpoint("active");
                            case "events" -> event();
                            case "deliveries" -> delivery("delivered");
                            case "listen" -> session();
                            case "event-types" -> eventType();
                            case "members" ->
                                created(
                                        "/members",
                                        "{\"email\":\"m%d@example.com\",\"role\":\"viewer\"}".formatted(ids.size()));
                            case "replays" -> replay(false);
                            case "api-keys" -> created("/api-keys", "{\"name\":\"walk\"}");
                            default ->
                                throw new AssertionError("say in ApiWorld where an id for " + path + " comes from");
                        };
                };
        return path.replaceAll("\\{\\w+}", id);
    }

    String endpoint(String status) throws Exception {
        return created(
                "/endpoints",
                "{\"url\":\"%s\",\"headers\":{\"X-Key\":\"k\"},\"status\":\"%s\"}"
                        .formatted(receiver.url(200), status));
    }

    private String endpointWithCertificate() throws Exception {
        String id = endpoint("active");
        String example = server.get("/api/v1/openapi.json")
                .json()
                .at("/components/schemas/NewClientCertificate/examples/0")
                .toString();
        Answer set = server.send(
                "PUT", "/api/v1/endpoints/" + id + "/client-certificate", example, "Content-Type", "application/json");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        return id;
    }

    String eventType() throws Exception {
        String name = "walk.type" + ++types;
        Answer created = server.post("/api/v1/event-types", "{\"name\":\"" + name + "\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return name;
    }

    String session() throws Exception {
        try (Listener listener = Listener.open(server, AtlasServer.KEY, "")) {
            return listener.next("session").path("session").asString();
        }
    }

    String event() throws Exception {
        endpoint("paused");
        String id = created("/events", "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":1}},\"previous\":{}}");
        server.until(
                "/api/v1/events/" + id, answer -> answer.json().path("routed").asBoolean(false));
        return id;
    }

    String delivery(String status) throws Exception {
        String endpoint = endpoint(status.equals("held") ? "paused" : "active");
        event();
        return server.until(
                        "/api/v1/deliveries?endpoint=" + endpoint + "&status=" + status,
                        answer -> answer.json().path("data").size() == 1)
                .text("/data/0/id");
    }

    /** One that has enough to do not to be done at once. */
    String replay(boolean paused) throws Exception {
        String endpoint = endpoint("active");
        for (int i = 0; i < 3; i++) {
            event();
        }
        server.until(
                "/api/v1/deliveries?status=delivered&endpoint=" + endpoint,
                answer -> answer.json().path("data").size() == 3);
        String id =
                created("/replays", "{\"endpoint\":\"%s\",\"status\":\"delivered\",\"rate\":1}".formatted(endpoint));
        if (paused) {
            server.send("POST", "/api/v1/replays/" + id + "/pause", "");
        }
        return id;
    }

    private String created(String path, String json) throws Exception {
        Answer created = server.post("/api/v1" + path, json);
        assertThat(created.status()).as(created.body()).isBetween(201, 202);
        ids.add(created.text("/id"));
        return created.text("/id");
    }

    /** The ids of everything that was made. */
    List<String> ids() {
        return List.copyOf(ids);
    }
}
