package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.JdbcWorkspaces.Details;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workspace's name and settings, the workspaces of a member, and new ones. Thread-safe. */
public final class Workspaces {
    private static final int MAX_NAME = 200;
    private static final int MAX_WORKSPACES = 100;

    private final Database database;
    private final Changes changes;

    public Workspaces(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    /** How it stands. */
    public Details get(WorkspaceId workspace) {
        return database.read(tx -> JdbcWorkspaces.details(tx, workspace));
    }

    /** Changes what the input gives. */
    public Result<Details> update(Actor actor, WorkspaceInput input) {
        if (input.name() != null && !isName(input.name())) {
            return badName();
        }
        return changes.run(actor, Permission.ADMINISTER, change -> {
            Details before = JdbcWorkspaces.lock(change.tx(), actor.workspace());
            Details after = new Details(
                    input.name() == null ? before.name() : input.name().strip(),
                    input.allowUndeclaredTypes() == null ? before.allowUndeclaredTypes() : input.allowUndeclaredTypes(),
                    before.createdAt());
            if (after.equals(before)) {
                return change.unchanged(before);
            }
            JdbcWorkspaces.update(change.tx(), actor.workspace(), after);
            return change.done("workspace.updated", actor.workspace(), facts(before), facts(after), after);
        });
    }

    private static Map<String, @Nullable Object> facts(Details details) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("name", details.name());
        facts.put("allow_undeclared_types", details.allowUndeclaredTypes());
        return facts;
    }

    /** The workspaces that a member belongs to, oldest first. */
    public List<Membership> of(Actor member) {
        return database.read(tx -> JdbcMembers.memberships(tx, member.name()));
    }

    /** Makes another workspace, whose only member is its maker, as its owner. For owners. */
    public Result<WorkspaceId> create(Actor actor, String name) {
        if (!isName(name)) {
            return badName();
        }
        if (actor.role() != Role.OWNER) {
            return new Result.Forbidden<>("only an owner may make another workspace");
        }
        return changes.run(actor, Permission.ADMINISTER, change -> {
            Optional<Long> member = JdbcMembers.known(change.tx(), actor.name());
            if (member.isEmpty()) {
                return new Result.Conflict<>("only members with a password here can make workspaces");
            }
            if (JdbcMembers.memberships(change.tx(), actor.name()).size() >= MAX_WORKSPACES) {
                return new Result.Conflict<>("a member belongs to at most %d workspaces".formatted(MAX_WORKSPACES));
            }
            WorkspaceId made = JdbcWorkspaces.insertNext(change.tx(), name.strip(), change.now());
            JdbcMembers.insertMembership(change.tx(), new MemberId(made, member.get()), Role.OWNER, change.now());
            return change.done("workspace.created", made, null, Map.of("name", name.strip()), made);
        });
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    private static <T> Result<T> badName() {
        return new Result.Invalid<>(
                List.of(new Problem("/name", "has 1 to %d characters and no line breaks".formatted(MAX_NAME))));
    }
}
