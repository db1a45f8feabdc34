package dev.atlas.webhooks.event;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.metrics.Troubles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The event types of each workspace: the built-in ones, and its own. Thread-safe. */
public final class EventTypes {
    private static final String DAMAGED =
            "event type %s of workspace %s takes any data, and filters know none of its fields:"
                    + " column %s of its row in atlas_event_type cannot be read; mend it, or write the type anew";

    private final Known builtIn;

    /** By the names of the types. */
    private final Troubles<String> damaged = new Troubles<>();

    public EventTypes(EventCatalogue builtIn) {
        this.builtIn = new Known(builtIn, FilterCatalogue.of(builtIn), false);
    }

    /**
     * The types of one workspace.
     *
     * @param fields the same as filters see them
     * @param isDamaged whether rows of some could not be read, so that they may be mended at any time
     */
    public record Known(EventCatalogue types, Catalogue fields, boolean isDamaged) {}

    /** The types that a workspace has as of this transaction. */
    public Known of(Handle tx, WorkspaceId workspace) {
        List<StoredType> own = JdbcEventTypes.list(tx, workspace);
        note(workspace, own);
        if (own.isEmpty()) {
            return builtIn;
        }
        EventCatalogue types =
                builtIn.types().with(own.stream().map(StoredType::type).toList());
        return new Known(types, FilterCatalogue.of(types), own.stream().anyMatch(type -> type.damaged() != null));
    }

    private void note(WorkspaceId workspace, List<StoredType> own) {
        Map<String, String> words = new HashMap<>();
        for (StoredType stored : own) {
            String name = stored.type().name();
            if (stored.damaged() != null) {
                words.put(name, DAMAGED.formatted(name, workspace, stored.damaged()));
            }
        }
        damaged.endOthers(workspace, words.keySet());
        words.forEach((name, trouble) -> damaged.begin(workspace, name, trouble));
    }

    /** The workspaces with such rows. */
    public Set<WorkspaceId> workspacesWithDamaged() {
        return damaged.workspaces();
    }

    /** What is wrong with such rows, and what to do. */
    public List<String> damaged() {
        return damaged.all();
    }

    /** Whether every workspace has a type of that name. */
    public boolean isBuiltIn(String name) {
        return builtIn.types().find(name).isPresent();
    }
}
