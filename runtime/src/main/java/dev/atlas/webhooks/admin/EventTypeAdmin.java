package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.event.JdbcEventTypes;
import dev.atlas.webhooks.event.OwnTypes;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.event.StoredType;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The event catalogue of a workspace: the built-in types, and those that it makes itself. Thread-safe. */
public final class EventTypeAdmin {
    /** Most types of a workspace's own. */
    public static final int MAX_OWN = 500;

    private static final int MAX_DESCRIPTION = 500;

    private final Database database;
    private final Changes changes;
    private final EventTypes eventTypes;

    public EventTypeAdmin(Database database, Changes changes, EventTypes eventTypes) {
        this.database = database;
        this.changes = changes;
        this.eventTypes = eventTypes;
    }

    /** All types that the workspace may publish. */
    public EventCatalogue catalogue(WorkspaceId workspace) {
        return database.read(tx -> eventTypes.of(tx, workspace).types());
    }

    /** The types by name, built-in and own together. */
    public Slice<EventType> list(WorkspaceId workspace, SliceRequest request) {
        String after = Objects.requireNonNullElse(request.after(), "");
        return request.slice(
                catalogue(workspace).all().stream()
                        .filter(type -> type.name().compareTo(after) > 0)
                        .limit(request.limit() + 1L)
                        .toList(),
                EventType::name);
    }

    /** One type. */
    public Result<EventType> get(WorkspaceId workspace, String name) {
        return catalogue(workspace)
                .find(name)
                .<Result<EventType>>map(Result.Ok::new)
                .orElseGet(() -> notFound(name));
    }

    /** Makes a type; what is not given is: no description, any data, a sample made from the schema. */
    public Result<EventType> create(Actor actor, String name, EventTypeInput input) {
        List<Problem> problems = new ArrayList<>();
        EventType type = type(name, input, problems);
        if (type == null) {
            return new Result.Invalid<>(problems);
        }
        return changes.run(actor, Permission.CHANGE, change -> {
            WorkspaceId workspace = actor.workspace();
            // The workspace's row is the lock of its types, so that two requests do not both find the name free.
            JdbcWorkspaces.raiseEventTypesVersion(change.tx(), workspace);
            if (eventTypes.of(change.tx(), workspace).types().find(name).isPresent()) {
                return new Result.Conflict<>("there is an event type '%s' already".formatted(name));
            }
            if (JdbcEventTypes.count(change.tx(), workspace) >= MAX_OWN) {
                return new Result.Conflict<>(
                        "a workspace has at most %d event types of its own; delete one first".formatted(MAX_OWN));
            }
            JdbcEventTypes.put(change.tx(), workspace, type, change.now());
            return change.done("event_type.created", name, null, facts(type), type);
        });
    }

    /** What is wrong with a wish for a type; nothing is made. */
    public List<Problem> problems(String name, EventTypeInput input) {
        List<Problem> problems = new ArrayList<>();
        type(name, input, problems);
        return problems;
    }

    private static @Nullable EventType type(String name, EventTypeInput input, List<Problem> problems) {
        if (!EventReader.isType(name)) {
            problems.add(new Problem("/name", EventReader.TYPE_RULE));
        }
        return type(
                name,
                Objects.requireNonNullElse(input.description(), ""),
                Objects.requireNonNullElse(input.schema(), OwnTypes.OPEN_SCHEMA),
                input.sample(),
                problems);
    }

    /** Changes a type of the workspace's own. Events that are already there stay what they are. */
    public Result<EventType> update(Actor actor, String name, EventTypeInput input) {
        return onOwn(actor, name, (change, stored) -> {
            EventType before = stored.type();
            boolean damaged = stored.damaged() != null;
            if (damaged && input.schema() == null) {
                return new Result.Invalid<>(
                        List.of(new Problem("/schema", "is needed: what is stored cannot be read")));
            }
            List<Problem> problems = new ArrayList<>();
            EventType after = type(
                    name,
                    Objects.requireNonNullElse(input.description(), before.description()),
                    Objects.requireNonNullElse(input.schema(), Objects.requireNonNull(before.schema())),
                    input.sample() == null && !damaged ? OwnTypes.write(before.sample()) : input.sample(),
                    problems);
            if (after == null) {
                return new Result.Invalid<>(problems);
            }
            JdbcEventTypes.put(change.tx(), actor.workspace(), after, change.now());
            return change.done("event_type.updated", name, facts(before), facts(after), after);
        });
    }

    /** Removes a type of the workspace's own: events of it are refused from now on, unless undeclared types are allowed. */
    public Result<EventType> delete(Actor actor, String name) {
        return onOwn(actor, name, (change, stored) -> {
            JdbcEventTypes.delete(change.tx(), actor.workspace(), name);
            return change.done("event_type.deleted", name, facts(stored.type()), null, stored.type());
        });
    }

    /** A change of a type. */
    private interface Work {
        Result<EventType> on(Change change, StoredType stored);
    }

    private Result<EventType> onOwn(Actor actor, String name, Work work) {
        return changes.run(actor, Permission.CHANGE, change -> {
            JdbcWorkspaces.raiseEventTypesVersion(change.tx(), actor.workspace());
            Optional<StoredType> own = JdbcEventTypes.lock(change.tx(), actor.workspace(), name);
            if (own.isEmpty()) {
                return eventTypes.isBuiltIn(name)
                        ? new Result.Conflict<>("'%s' is a built-in event type; it stays as it is".formatted(name))
                        : notFound(name);
            }
            return work.on(change, own.get());
        });
    }

    private static @Nullable EventType type(
            String name, String description, String schema, @Nullable String sample, List<Problem> problems) {
        if (description.length() > MAX_DESCRIPTION) {
            problems.add(new Problem("/description", "has at most %d characters".formatted(MAX_DESCRIPTION)));
        }
        EventType type = OwnTypes.make(name, description, schema, sample, problems);
        return problems.isEmpty() ? type : null;
    }

    private static Map<String, @Nullable Object> facts(EventType type) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("description", type.description());
        facts.put("schema", type.schema());
        facts.put("sample", OwnTypes.write(type.sample()));
        return facts;
    }

    private static <T> Result<T> notFound(String name) {
        return new Result.NotFound<>("event type '%s'".formatted(name));
    }
}
