package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Member;
import dev.atlas.webhooks.admin.MemberAdmin;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /members}: the people of a workspace. */
@Path("/members")
@Produces("application/json")
@Needs(Scope.ADMIN)
public final class MembersResource {
    private final MemberAdmin members;

    MembersResource(MemberAdmin members) {
        this.members = members;
    }

    /**
     * A member; {@code status} is {@code invited} until the invitation is accepted.
     *
     * @param mailError what the server said that returned the last invitation or password reset
     */
    record MemberBody(
            String id,
            String email,
            String role,
            String status,
            boolean secondFactor,
            @Nullable String mailError,
            Instant createdAt) {
        static MemberBody of(Member member) {
            return new MemberBody(
                    member.id().toString(),
                    member.email(),
                    member.role().word(),
                    member.invited() ? "invited" : "active",
                    member.secondFactor(),
                    member.mailError(),
                    member.createdAt());
        }
    }

    @GET
    public ListBody<MemberBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        SliceRequest request = ListBody.request(query, MemberId::parse);
        query.end();
        return ListBody.of(Required.of(members.list(Caller.of(security), request)), MemberBody::of);
    }

    @POST
    @Answers(value = MemberBody.class, status = 201)
    public Response invite(@Context SecurityContext security, @Context UriInfo uri, RequestBody body) {
        Members in = body.members();
        String email = in.requiredString("email");
        String role = in.requiredString("role");
        in.end();
        Member member = Required.of(members.invite(Caller.of(security), email, role));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(member.id().toString())
                        .build())
                .entity(MemberBody.of(member))
                .build();
    }

    @GET
    @Path("/{id}")
    public MemberBody get(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        return MemberBody.of(Required.of(members.get(actor, PathId.member(actor, id))));
    }

    @PATCH
    @Path("/{id}")
    public MemberBody change(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Actor actor = Caller.of(security);
        MemberId member = PathId.member(actor, id);
        Members in = body.members();
        String role = in.requiredString("role");
        in.end();
        return MemberBody.of(Required.of(members.changeRole(actor, member, role)));
    }

    @DELETE
    @Path("/{id}")
    public void remove(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        Required.of(members.remove(actor, PathId.member(actor, id)));
    }
}
