package dev.atlas.webhooks.event;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The event types of each workspace: the built-in ones, and its own. Thread-safe. */
public final class EventTypes {
    private final Known builtIn;

    public EventTypes(EventCatalogue builtIn) {
        this.builtIn = new Known(builtIn, FilterCatalogue.of(builtIn));
    }

    /**
     * The types of one workspace.
     *
     * @param fields the same as filters see them
     */
    public record Known(EventCatalogue types, Catalogue fields) {}

    /** The types that a workspace has as of this transaction. */
    public Known of(Handle tx, WorkspaceId workspace) {
        List<EventType> own = JdbcEventTypes.list(tx, workspace);
        if (own.isEmpty()) {
            return builtIn;
        }
        EventCatalogue types = builtIn.types().with(own);
        return new Known(types, FilterCatalogue.of(types));
    }

    /** Whether every workspace has a type of that name. */
    public boolean isBuiltIn(String name) {
        return builtIn.types().find(name).isPresent();
    }
}
