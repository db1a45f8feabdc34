package dev.atlas.webhooks.web.replay;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ReplayInput;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Field;
import dev.atlas.webhooks.web.page.TimeWindow;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new replay: what was typed, and the objections to it. Immutable.
 *
 * @param values text by input
 * @param errors plain words by input; an empty name stands for the form as a whole
 */
public record ReplayForm(Map<String, String> values, Map<String, String> errors) {
    private static final List<String> INPUTS =
            List.of("what", "endpoint", "window", "code", "cause", "filter", "rate", "ids");

    /** What can be delivered again. */
    public enum What {
        CHOSEN("chosen", "The chosen deliveries"),
        DEAD("dead", "Dead letters"),
        DELIVERED("delivered", "Delivered ones"),
        CANCELLED("cancelled", "Cancelled ones"),
        MISSED("missed", "Missed events: those that the rule wants now and that were never delivered");

        private final String word;
        private final String title;

        What(String word, String title) {
            this.word = word;
            this.title = title;
        }

        public String word() {
            return word;
        }

        public String title() {
            return title;
        }
    }

    public ReplayForm {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    static ReplayForm of(MultivaluedMap<String, String> sent) {
        Map<String, String> values = new HashMap<>(Map.of("what", What.DEAD.word(), "window", TimeWindow.MONTH.word()));
        for (String input : INPUTS) {
            String text = Objects.requireNonNullElse(sent.getFirst(input), "").strip();
            if (!text.isEmpty()) {
                values.put(input, text);
            }
        }
        return new ReplayForm(values, Map.of());
    }

    /** What cannot even be asked for. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (value("what").equals(What.CHOSEN.word()) && chosen() == 0) {
            problems.add(new Problem("/what", "choose deliveries in the log first"));
        }
        for (String input : List.of("code", "rate")) {
            if (!value(input).matches("[0-9]{0,9}")) {
                problems.add(new Problem("/" + input, "is a whole number; '" + value(input) + "' is not"));
            }
        }
        return problems;
    }

    ReplayInput input(Actor actor, Instant now) {
        String what = value("what");
        if (what.equals(What.CHOSEN.word())) {
            return new ReplayInput(null, null, null, null, null, null, ids(actor), null, false, false, number("rate"));
        }
        boolean finished = what.equals(What.DELIVERED.word()) || what.equals(What.CANCELLED.word());
        return new ReplayInput(
                value("endpoint").isEmpty() ? null : Address.endpoint(value("endpoint"), actor),
                TimeWindow.of(value("window")).map(window -> window.before(now)).orElse(null),
                null,
                finished ? List.of(what) : null,
                number("code"),
                given("cause"),
                null,
                given("filter"),
                what.equals(What.DEAD.word()),
                what.equals(What.MISSED.word()),
                number("rate"));
    }

    private List<DeliveryId> ids(Actor actor) {
        return Stream.of(value("ids").split(" "))
                .map(id -> Address.delivery(id, actor))
                .toList();
    }

    /** How many deliveries were chosen one by one. */
    public int chosen() {
        return value("ids").isEmpty() ? 0 : value("ids").split(" ").length;
    }

    ReplayForm with(List<Problem> problems) {
        Map<String, String> found = new HashMap<>();
        for (Problem problem : problems) {
            String name = problem.pointer().replaceFirst("^/", "").replaceFirst("/.*", "");
            String input = name.equals("missed") || name.equals("status") ? "what" : INPUTS.contains(name) ? name : "";
            found.merge(input, problem.detail(), (first, second) -> first + "\n" + second);
        }
        return new ReplayForm(values, found);
    }

    /** What there is to choose from: the chosen ones only where some were. */
    public List<What> choices() {
        return Stream.of(What.values())
                .filter(what -> what != What.CHOSEN || chosen() > 0)
                .toList();
    }

    public String title(What what) {
        return what == What.CHOSEN ? "%s (%,d)".formatted(what.title(), chosen()) : what.title();
    }

    public Field field(String name) {
        return new Field(name, value(name), errors.get(name));
    }

    public boolean chosen(String input, String word) {
        return value(input).equals(word);
    }

    /** An objection that no single input is to blame for. */
    public @Nullable String error() {
        return errors.get("");
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private @Nullable String given(String name) {
        return values.get(name);
    }

    private @Nullable Integer number(String name) {
        return value(name).isEmpty() ? null : Integer.valueOf(value(name));
    }
}
