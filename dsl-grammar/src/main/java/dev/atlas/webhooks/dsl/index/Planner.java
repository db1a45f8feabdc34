package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides how filters are found. Each operand of an {@code or} at the top is found on its own. */
final class Planner {

    /** Keys times types; with more, a filter is found by its types alone. */
    private static final int MOST_ENTRIES = 4_096;

    private final Map<String, Specialiser> specialisers = new HashMap<>();

    List<Plan> plan(Expr filter, List<String> eventTypes) {
        List<Expr> operands = new ArrayList<>(operands(filter));
        List<TypeKey> types = TypeKey.of(eventTypes);
        for (int i = 0; i < operands.size(); i++) {
            Set<String> exact = exactTypes(operands.get(i));
            if (exact != null) {
                operands.remove(i);
                List<TypeKey> allowed = types;
                types = exact.stream()
                        .filter(type -> allowed.stream().anyMatch(each -> each.takes(type)))
                        .map(TypeKey::exact)
                        .toList();
                break;
            }
        }
        List<Plan> plans = new ArrayList<>();
        Expr left = join(operands);
        if (mentionsType(left)) {
            specialised(left, types).forEach((expr, its) -> addPlans(expr, its, plans));
        } else if (!types.isEmpty()) {
            addPlans(left, types, plans);
        }
        return plans;
    }

    /** What is left of a filter, and for which types. */
    private Map<Expr, List<TypeKey>> specialised(Expr left, List<TypeKey> types) {
        Map<Expr, List<TypeKey>> forTypes = new LinkedHashMap<>();
        for (TypeKey type : types) {
            Expr special = type.form() == TypeKey.Form.EXACT
                    ? left.when(specialisers.computeIfAbsent(type.text(), Specialiser::new))
                    : left;
            forTypes.computeIfAbsent(special, e -> new ArrayList<>()).add(type);
        }
        return forTypes;
    }

    private static List<Expr> operands(Expr expr) {
        return expr instanceof Expr.And and ? and.operands() : List.of(expr);
    }

    private static Expr join(List<Expr> operands) {
        return operands.isEmpty()
                ? Specialiser.TRUE
                : operands.size() == 1 ? operands.get(0) : new Expr.And(operands, Span.NOWHERE);
    }

    private static void addPlans(Expr expr, List<TypeKey> types, Collection<Plan> plans) {
        if (expr instanceof Expr.Or or) {
            or.operands().forEach(operand -> addPlans(operand, types, plans));
        } else if (!expr.equals(Specialiser.FALSE)) {
            plans.add(choose(expr, types));
        }
    }

    private static Plan choose(Expr whole, List<TypeKey> types) {
        List<Expr> left = new ArrayList<>(operands(whole));
        left.remove(Specialiser.TRUE);
        Cover best = null;
        Expr covered = null;
        for (Expr operand : left) {
            Cover cover = Cover.of(operand).orElse(null);
            if (cover != null
                    && cover.keys().size() * types.size() <= MOST_ENTRIES
                    && (best == null || cover.cost() < best.cost())) {
                best = cover;
                covered = operand;
            }
        }
        if (best != null && best.exact()) {
            left.remove(covered);
        }
        List<Range> ranges = List.of();
        Expr ranged = null;
        for (Expr operand : left) {
            List<Range> found = Range.of(operand);
            if (!found.isEmpty()
                    && (ranges.isEmpty()
                            || found.get(0).sharpness() > ranges.get(0).sharpness())) {
                ranges = found;
                ranged = operand;
            }
        }
        left.remove(ranged);
        return new Plan(
                types, best == null ? List.of() : best.keys(), ranges, left.isEmpty() ? null : join(left), whole);
    }

    /** The types that a test of {@code type} allows by name; null for anything else. */
    private static @Nullable Set<String> exactTypes(Expr expr) {
        List<? extends Object> members = List.of();
        if (expr instanceof Expr.Labelled labelled && labelled.label() == Expr.Label.TYPE) {
            members = labelled.patterns();
        } else if (expr instanceof Expr.Test test && test.subject() instanceof Path path && path.is(Path.Root.TYPE)) {
            if (test.check() instanceof Check.In in) {
                members = in.members();
            } else if (test.check() instanceof Check.Compare compare && compare.relation() == Check.Relation.EQUAL) {
                members = List.of(compare.right());
            }
        }
        Set<String> types = new LinkedHashSet<>();
        for (Object member : members) {
            Optional<String> name = name(member);
            if (name.isEmpty()) {
                return null;
            }
            types.add(name.get());
        }
        return members.isEmpty() ? null : types;
    }

    private static Optional<String> name(Object member) {
        if (member instanceof Glob glob && Globs.isPlain(glob)) {
            return Optional.of(glob.pattern());
        }
        return member instanceof Literal.Text text && !text.caseless() ? Optional.of(text.text()) : Optional.empty();
    }

    private static boolean mentionsType(Expr expr) {
        boolean[] found = {false};
        expr.when(new ExprWalk() {
            @Override
            public Boolean test(Expr.Test test) {
                found[0] |= test.subject() instanceof Path path && path.root() == Path.Root.TYPE;
                return true;
            }

            @Override
            public Boolean labelled(Expr.Labelled labelled) {
                found[0] |= labelled.label() == Expr.Label.TYPE;
                return true;
            }
        });
        return found[0];
    }
}
