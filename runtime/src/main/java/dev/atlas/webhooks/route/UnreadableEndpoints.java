package dev.atlas.webhooks.route;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints that cannot be read, as far as this node has met them: said once each, when it begins and when it ends.
 * Thread-safe.
 */
final class UnreadableEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEndpoints.class);

    private static final String LOCKED =
            "the secret, the headers or the certificate of endpoint %s cannot be decrypted,"
                    + " so nothing is sent to it: give the key they were encrypted with as atlas.master-key or"
                    + " atlas.master-key.previous, or give the endpoint new ones; what waits for it goes on by itself then";
    private static final String DAMAGED = "endpoint %s cannot be read, so nothing is sent to it: %s; mend its row in"
            + " atlas_endpoint or delete the endpoint; what waits for it goes on by itself then, and what was published"
            + " meanwhile is made up for";

    /** With what is to be said. */
    private final Map<WorkspaceId, Map<EndpointId, String>> unreadable = new ConcurrentHashMap<>();

    /** What it needs to be sent to cannot be decrypted. */
    void locked(EndpointId id) {
        note(id, LOCKED.formatted(id));
    }

    /** Not even what it asks for is known. */
    void damaged(EndpointId id, String reason) {
        note(id, DAMAGED.formatted(id, reason));
    }

    private void note(EndpointId id, String words) {
        Map<EndpointId, String> all = unreadable.computeIfAbsent(id.workspace(), w -> new ConcurrentHashMap<>());
        if (!words.equals(all.put(id, words))) {
            LOG.error("{}", Character.toUpperCase(words.charAt(0)) + words.substring(1));
        }
    }

    /** All of it can be read. */
    void readable(EndpointId id) {
        if (remove(id)) {
            LOG.info("Endpoint {} can be read again", id);
        }
    }

    /** It was deleted. */
    void gone(EndpointId id) {
        remove(id);
    }

    private boolean remove(EndpointId id) {
        Map<EndpointId, String> all = unreadable.get(id.workspace());
        return all != null && all.remove(id) != null;
    }

    /** Those that have such endpoints. */
    Set<WorkspaceId> workspaces() {
        return unreadable.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Those of one workspace, with what is wrong with each, and what to do. */
    Map<EndpointId, String> of(WorkspaceId workspace) {
        return unreadable.getOrDefault(workspace, Map.of());
    }

    /** What is wrong with each of all workspaces, and what to do. */
    List<String> words() {
        return unreadable.values().stream()
                .flatMap(all -> all.values().stream())
                .sorted()
                .toList();
    }
}
