package dev.atlas.webhooks.metrics;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with things of workspaces, as far as this node has met it, in words: said once, when it begins, and kept for
 * as long as it lasts. Thread-safe.
 *
 * @param <K> tells the things of a workspace apart
 */
public final class Troubles<K> {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final Map<WorkspaceId, Map<K, String>> words = new ConcurrentHashMap<>();

    /** This is wrong with it, and nothing else. */
    public void begin(WorkspaceId workspace, K thing, String trouble) {
        Map<K, String> all = words.computeIfAbsent(workspace, w -> new ConcurrentHashMap<>());
        if (!trouble.equals(all.put(thing, trouble))) {
            LOG.error("{}", Character.toUpperCase(trouble.charAt(0)) + trouble.substring(1));
        }
    }

    /** All is well with it. Returns whether that is news. */
    public boolean end(WorkspaceId workspace, K thing) {
        Map<K, String> all = words.get(workspace);
        return all != null && all.remove(thing) != null;
    }

    /** All is well with the others of the workspace. */
    public void endOthers(WorkspaceId workspace, Set<K> things) {
        Map<K, String> all = words.get(workspace);
        if (all != null) {
            all.keySet().retainAll(things);
        }
    }

    /** The workspaces that have any. */
    public Set<WorkspaceId> workspaces() {
        return words.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is wrong with each thing of one workspace. */
    public Map<K, String> of(WorkspaceId workspace) {
        return words.getOrDefault(workspace, Map.of());
    }

    /** What is wrong in all workspaces. */
    public List<String> all() {
        return words.values().stream()
                .flatMap(all -> all.values().stream())
                .sorted()
                .toList();
    }
}
