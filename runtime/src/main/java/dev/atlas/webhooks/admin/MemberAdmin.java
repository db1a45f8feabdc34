package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The members of a workspace: invited by mail, given roles, removed. Only owners make and unmake owners, and a workspace
 * keeps at least one. Thread-safe.
 */
public final class MemberAdmin {
    private static final Duration INVITATION = Duration.ofDays(7);
    private static final int MAX_MEMBERS = 1000;

    private final Database database;
    private final Changes changes;
    private final Tickets tickets;
    private final boolean mailed;

    /** @param mailed whether mails with links can be sent */
    public MemberAdmin(Database database, Changes changes, Tickets tickets, boolean mailed) {
        this.database = database;
        this.changes = changes;
        this.tickets = tickets;
        this.mailed = mailed;
    }

    /** The members, in the order in which they came. */
    public Result<Slice<Member>> list(Actor actor, SliceRequest request) {
        if (!actor.role().may(Permission.ADMINISTER)) {
            return Changes.forbidden(actor, Permission.ADMINISTER);
        }
        long after =
                request.after() == null ? 0 : MemberId.parse(request.after()).value();
        return new Result.Ok<>(request.slice(
                database.read(tx -> JdbcMembers.list(tx, actor.workspace(), after, request.limit() + 1)),
                member -> member.id().toString()));
    }

    /** One member. */
    public Result<Member> get(Actor actor, MemberId id) {
        if (!actor.role().may(Permission.ADMINISTER)) {
            return Changes.forbidden(actor, Permission.ADMINISTER);
        }
        return database.read(tx -> JdbcMembers.find(tx, actor.workspace(), id))
                .<Result<Member>>map(Result.Ok::new)
                .orElseGet(() -> notFound(id));
    }

    /** Invites somebody by mail; who is a member elsewhere keeps the password. */
    public Result<Member> invite(Actor actor, String email, String role) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<Role> wanted = Role.find(role);
        List<Problem> problems = new ArrayList<>();
        if (!EndpointRules.EMAIL.matcher(address).matches()) {
            problems.add(new Problem("/email", "is not an e-mail address"));
        }
        if (wanted.isEmpty()) {
            problems.add(new Problem("/role", "is owner, admin, developer or viewer"));
        }
        if (!problems.isEmpty()) {
            return new Result.Invalid<>(problems);
        }
        return changes.run(actor, Permission.ADMINISTER, change -> invite(change, address, wanted.orElseThrow()));
    }

    private Result<Member> invite(Change change, String address, Role role) {
        Actor actor = change.actor();
        if (role == Role.OWNER && actor.role() != Role.OWNER) {
            return ownersOnly();
        }
        if (!mailed) {
            return new Result.Conflict<>(
                    "nobody can be invited, since this server sends no mail with links; its settings"
                            + " atlas.mail.host (or atlas.mail.jndi) and atlas.public-url are needed");
        }
        if (JdbcMembers.count(change.tx(), actor.workspace()) >= MAX_MEMBERS) {
            return new Result.Conflict<>("a workspace has at most %,d members".formatted(MAX_MEMBERS));
        }
        long number = JdbcMembers.known(change.tx(), address).orElseGet(() -> {
            long fresh = change.nextId();
            JdbcMembers.insertMember(change.tx(), fresh, address, "", change.now());
            return fresh;
        });
        MemberId id = new MemberId(actor.workspace(), number);
        if (JdbcMembers.find(change.tx(), actor.workspace(), id).isPresent()) {
            return new Result.Conflict<>(address + " is a member already");
        }
        JdbcMembers.insertMembership(change.tx(), id, role, change.now());
        tickets.issue(
                change.tx(),
                new Ticket(
                        change.nextId(),
                        Ticket.Purpose.INVITATION,
                        number,
                        actor.workspace(),
                        address,
                        actor.name(),
                        change.now().plus(INVITATION)));
        Member member = JdbcMembers.find(change.tx(), actor.workspace(), id).orElseThrow();
        return change.done("member.invited", id, null, Map.of("email", address, "role", role.word()), member);
    }

    /** Gives a member another role. */
    public Result<Member> changeRole(Actor actor, MemberId id, String role) {
        Optional<Role> wanted = Role.find(role);
        if (wanted.isEmpty()) {
            return new Result.Invalid<>(List.of(new Problem("/role", "is owner, admin, developer or viewer")));
        }
        Role next = wanted.get();
        return locked(actor, id, (change, member) -> {
            if (next == member.role()) {
                return change.unchanged(member);
            }
            if ((next == Role.OWNER || member.role() == Role.OWNER) && actor.role() != Role.OWNER) {
                return ownersOnly();
            }
            if (isLastOwner(change, member)) {
                return lastOwner();
            }
            JdbcMembers.setRole(change.tx(), id, next);
            return change.done(
                    "member.role_changed",
                    id,
                    Map.of("email", member.email(), "role", member.role().word()),
                    Map.of("email", member.email(), "role", next.word()),
                    JdbcMembers.find(change.tx(), actor.workspace(), id).orElseThrow());
        });
    }

    /** Removes a member from the workspace, whose sessions in it end at once. */
    public Result<Member> remove(Actor actor, MemberId id) {
        return locked(actor, id, (change, member) -> {
            if (member.role() == Role.OWNER && actor.role() != Role.OWNER) {
                return ownersOnly();
            }
            if (isLastOwner(change, member)) {
                return lastOwner();
            }
            JdbcMembers.deleteMembership(change.tx(), id);
            return change.done(
                    "member.removed",
                    id,
                    Map.of("email", member.email(), "role", member.role().word()),
                    null,
                    member);
        });
    }

    private Result<Member> locked(Actor actor, MemberId id, BiFunction<Change, Member, Result<Member>> work) {
        return changes.run(actor, Permission.ADMINISTER, change -> JdbcMembers.find(change.tx(), actor.workspace(), id)
                .map(member -> work.apply(change, member))
                .orElseGet(() -> notFound(id)));
    }

    /** Counts under a lock, so that two owners cannot remove each other. */
    private static boolean isLastOwner(Change change, Member member) {
        return member.role() == Role.OWNER
                && JdbcMembers.lockOwners(change.tx(), change.actor().workspace()) == 1;
    }

    private static Result<Member> lastOwner() {
        return new Result.Conflict<>("a workspace keeps at least one owner; make somebody else an owner first");
    }

    private static Result<Member> ownersOnly() {
        return new Result.Forbidden<>("only an owner may make, change or remove owners");
    }

    private static <T> Result<T> notFound(MemberId id) {
        return new Result.NotFound<>("member " + id);
    }
}
