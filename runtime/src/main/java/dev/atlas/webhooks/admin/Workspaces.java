package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.JdbcWorkspaces.Details;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /**
     * Makes another workspace.
     *
     * @param owner the address of its first member and owner, who must be an owner of the actor's workspace too
     */
    public Result<NewWorkspace> create(Actor actor, String name, String owner) {
        if (!isName(name)) {
            return badName();
        }
        String address = owner.strip().toLowerCase(Locale.ROOT);
        List<Membership> theirs = database.read(tx -> JdbcMembers.memberships(tx, address));
        if (theirs.stream().noneMatch(one -> one.isOwnerOf(actor.workspace()))) {
            return new Result.Invalid<>(List.of(new Problem(
                    "/owner",
                    "only an owner of this workspace may have another one; '%s' is none".formatted(address))));
        }
        if (theirs.size() >= MAX_WORKSPACES) {
            return new Result.Conflict<>("a member belongs to at most %d workspaces".formatted(MAX_WORKSPACES));
        }
        return changes.run(actor, Permission.ADMINISTER, change -> {
            long member = JdbcMembers.known(change.tx(), address).orElseThrow();
            NewWorkspace made = new NewWorkspace(
                    JdbcWorkspaces.insertNext(change.tx(), name.strip(), change.now()),
                    name.strip(),
                    address,
                    change.now());
            JdbcMembers.insertMembership(change.tx(), new MemberId(made.id(), member), Role.OWNER, change.now());
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("name", made.name());
            facts.put("owner", made.owner());
            return change.done("workspace.created", made.id(), null, facts, made);
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
