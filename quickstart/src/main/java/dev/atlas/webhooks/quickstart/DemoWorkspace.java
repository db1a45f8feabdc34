package dev.atlas.webhooks.quickstart;

import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The demo's endpoints, created through the HTTP API when the workspace has none. */
final class DemoWorkspace {
    /** Owns an endpoint, but has left: mail to it is returned. */
    static final String GONE = "former.owner@example.com";

    private final Api api;
    private final URI site;

    DemoWorkspace(Api api, URI site) {
        this.api = api;
        this.site = site;
    }

    void prepare() {
        List<JsonNode> existing = api.list("endpoints");
        if (existing.isEmpty()) {
            endpoints().forEach(endpoint -> api.post("endpoints", endpoint));
        } else {
            existing.forEach(this::follow);
        }
    }

    private List<Map<String, Object>> endpoints() {
        return List.of(
                endpoint("healthy/warehouse", "Data warehouse: everything", List.of("*"), ""),
                endpoint(
                        "healthy/sales",
                        "Sales channel: large enterprise deals",
                        List.of("deal.*"),
                        "deal.value > 20000 and tag:enterprise"),
                endpoint(
                        "healthy/support",
                        "Support desk: urgent tickets",
                        List.of("ticket.*"),
                        "ticket.priority in (\"high\", \"urgent\") or tag:vip"),
                endpoint(
                        "slow/billing",
                        "Billing: takes two seconds to answer",
                        List.of("subscription.*", "invoice.*"),
                        ""),
                endpoint(
                        "broken/legacy",
                        "Legacy CRM: always fails",
                        GONE,
                        List.of("contact.*"),
                        "not tag:test and contact.email exists"));
    }

    private Map<String, Object> endpoint(String path, String description, List<String> types, String filter) {
        return endpoint(path, description, "owner@example.com", types, filter);
    }

    private Map<String, Object> endpoint(
            String path, String description, String owner, List<String> types, String filter) {
        return Map.of(
                "url", site.resolve(path).toString(),
                "description", description,
                "owner_email", owner,
                "event_types", types,
                "filter", filter);
    }

    /** The receiver may have another port than in the run before. */
    private void follow(JsonNode endpoint) {
        URI url = URI.create(endpoint.get("url").asString());
        boolean ours = Options.HOST.equals(url.getHost()) && url.getPath().matches("/(healthy|slow|broken)/.*");
        if (ours && url.getPort() != site.getPort()) {
            String path = url.getPath().substring(1);
            api.patch(
                    "endpoints/" + endpoint.get("id").asString(),
                    Map.of("url", site.resolve(path).toString()));
        }
    }
}
