package dev.atlas.webhooks.route;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                    + " atlas.master-key.previous";
    private static final String DAMAGED = "endpoint %s cannot be read, so nothing is sent to it: %s; mend its row in"
            + " atlas_endpoint or delete the endpoint; what waits for it goes on by itself then, and what was published"
            + " meanwhile is made up for";

    /** With what is to be said. */
    private final Map<EndpointId, String> unreadable = new ConcurrentHashMap<>();

    /** What it needs to be sent to cannot be decrypted. */
    void locked(EndpointId id) {
        note(id, LOCKED.formatted(id));
    }

    /** Not even what it asks for is known. */
    void damaged(EndpointId id, String reason) {
        note(id, DAMAGED.formatted(id, reason));
    }

    private void note(EndpointId id, String words) {
        if (!words.equals(unreadable.put(id, words))) {
            LOG.error("{}", Character.toUpperCase(words.charAt(0)) + words.substring(1));
        }
    }

    /** All of it can be read. */
    void readable(EndpointId id) {
        if (unreadable.remove(id) != null) {
            LOG.info("Endpoint {} can be read again", id);
        }
    }

    /** It was deleted. */
    void gone(EndpointId id) {
        unreadable.remove(id);
    }

    /** Those of one workspace. */
    Set<EndpointId> of(WorkspaceId workspace) {
        return unreadable.isEmpty()
                ? Set.of()
                : ids().filter(id -> id.workspace().equals(workspace)).collect(Collectors.toSet());
    }

    private Stream<EndpointId> ids() {
        return unreadable.keySet().stream();
    }

    /** What is wrong with each, and what to do. */
    List<String> words() {
        return unreadable.values().stream().sorted().toList();
    }
}
