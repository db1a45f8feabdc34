package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Role;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.web.page.Field;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form of an invitation: what was typed, and the objections to it. Immutable. */
public record InvitationForm(String email, String role, List<Problem> problems) {
    public InvitationForm {
        problems = List.copyOf(problems);
    }

    static InvitationForm ofNothing() {
        return new InvitationForm("", Role.DEVELOPER.word(), List.of());
    }

    InvitationForm with(List<Problem> found) {
        return new InvitationForm(email, role, found);
    }

    public Field emailField() {
        return new Field("email", email, error("/email"));
    }

    public Field roleField() {
        return new Field("role", role, error("/role"));
    }

    private @Nullable String error(String pointer) {
        String text = problems.stream()
                .filter(problem -> problem.pointer().equals(pointer))
                .map(Problem::detail)
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }

    /** What a role may do. */
    public static String meaning(Role role) {
        return switch (role) {
            case OWNER -> "Everything; makes and unmakes owners";
            case ADMIN -> "Members, keys and the audit log as well";
            case DEVELOPER -> "Changes endpoints and deliveries, sees secrets";
            case VIEWER -> "Reads everything but secrets";
        };
    }
}
