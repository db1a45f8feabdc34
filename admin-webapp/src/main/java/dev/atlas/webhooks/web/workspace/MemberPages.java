package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Member;
import dev.atlas.webhooks.admin.MemberAdmin;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Flash;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;

/** The members: invited, given roles, removed. Thread-safe. */
@Path("/members")
public final class MemberPages {
    private final MemberAdmin members;
    private final Templates templates;

    public MemberPages(MemberAdmin members, Templates templates) {
        this.members = members;
        this.templates = templates;
    }

    @GET
    public Page list(@Context HttpServletRequest request) {
        return page(Visit.of(request).actor(), InvitationForm.ofNothing());
    }

    @POST
    public Response invite(
            @Context HttpServletRequest request,
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("role") @DefaultValue("") String role) {
        Visit visit = Visit.of(request);
        Result<Member> invited = members.invite(visit.actor(), email, role);
        InvitationForm form = new InvitationForm(email, role, List.of());
        if (invited instanceof Result.Invalid<Member> invalid) {
            return refused(visit, form.with(invalid.problems()));
        }
        if (invited instanceof Result.Conflict<Member> conflict) {
            return refused(visit, form.with(List.of(new Problem("/email", conflict.detail()))));
        }
        if (invited instanceof Result.Forbidden<Member> forbidden) {
            return refused(visit, form.with(List.of(new Problem("/role", forbidden.detail()))));
        }
        Member member = Answers.required(invited);
        return visit.goTo("/members", Flash.done("A mail with a link is on its way to " + member.email() + "."));
    }

    @POST
    @Path("{id}/role")
    public Response changeRole(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("role") @DefaultValue("") String role,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        Actor actor = visit.actor();
        MemberId member = Address.member(id, actor);
        String email = Answers.required(members.get(actor, member)).email();
        Supplier<Response> change = () -> visit.goTo(
                "/members",
                members.changeRole(actor, member, role),
                changed -> email + " is " + changed.role().word() + " now.");
        // Who gives up a role of their own cannot take it back.
        return email.equals(actor.name()) ? visit.ifTyped(typed, email, "/members", change) : change.get();
    }

    @POST
    @Path("{id}/remove")
    public Response remove(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        MemberId member = Address.member(id, visit.actor());
        String email = Answers.required(members.get(visit.actor(), member)).email();
        return visit.ifTyped(
                typed,
                email,
                "/members",
                () -> visit.goTo(
                        "/members",
                        members.remove(visit.actor(), member),
                        removed -> removed.email() + " is no member any more."));
    }

    private Response refused(Visit visit, InvitationForm form) {
        return Answers.refused(page(visit.actor(), form));
    }

    private Page page(Actor actor, InvitationForm form) {
        List<Member> all = Answers.required(members.list(actor, new SliceRequest(SliceRequest.MAX_LIMIT, null)))
                .items();
        return shell -> templates.workspaceMembers(shell, form, all);
    }
}
