package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Turns ANTLR's tree of one text into ours, and notes what the grammar alone cannot refuse. Used once. */
final class TreeBuilder {

    private final Problems problems;
    private final OperandBuilder operands;
    private final List<Span> ungrouped = new ArrayList<>();
    private int conditions;
    private int regexes;

    TreeBuilder(String text, Problems problems) {
        this.problems = problems;
        this.operands = new OperandBuilder(text, problems);
    }

    /** Each {@code and} read so far that stands beside an {@code or} without parentheses. */
    List<Span> ungrouped() {
        return ungrouped;
    }

    Expr build(FilterParser.FilterContext filter) {
        return filter.disjunction() == null ? new Expr.Always(Span.NOWHERE) : disjunction(filter.disjunction());
    }

    private Expr disjunction(FilterParser.DisjunctionContext context) {
        List<Expr> parts = new ArrayList<>();
        List<FilterParser.ConjunctionContext> conjunctions = context.conjunction();
        for (FilterParser.ConjunctionContext part : conjunctions) {
            Expr expr = conjunction(part);
            if (conjunctions.size() > 1 && part.negation().size() > 1) {
                ungrouped.add(span(part));
            }
            parts.addAll(expr instanceof Expr.Or or ? or.operands() : List.of(expr));
        }
        return parts.size() == 1 ? parts.get(0) : new Expr.Or(parts, span(context));
    }

    private Expr conjunction(FilterParser.ConjunctionContext context) {
        List<Expr> parts = new ArrayList<>();
        for (FilterParser.NegationContext part : context.negation()) {
            Expr expr = negation(part);
            parts.addAll(expr instanceof Expr.And and ? and.operands() : List.of(expr));
        }
        return parts.size() == 1 ? parts.get(0) : new Expr.And(parts, span(context));
    }

    private Expr negation(FilterParser.NegationContext context) {
        List<TerminalNode> nots = context.NOT();
        if (nots.size() > Limits.DEPTH) {
            problems.at(
                    nots.get(Limits.DEPTH).getSymbol(),
                    "too-deep",
                    "More than " + Limits.DEPTH + " `not`s stand in a row.");
            return new Expr.Always(Span.NOWHERE);
        }
        Expr expr = condition(context.condition());
        for (int i = nots.size() - 1; i >= 0; i--) {
            int start = nots.get(i).getSymbol().getStartIndex();
            expr = new Expr.Not(expr, new Span(start, Problems.end(context.getStop())));
        }
        return expr;
    }

    private Expr condition(FilterParser.ConditionContext context) {
        if (context instanceof FilterParser.GroupContext group) {
            return disjunction(group.disjunction());
        }
        if (++conditions == Limits.CONDITIONS + 1) {
            problems.at(context, "too-many-conditions", "A filter has at most " + Limits.CONDITIONS + " conditions.");
        }
        if (context instanceof FilterParser.QuantifiedContext quantified) {
            return quantified(quantified);
        }
        if (context instanceof FilterParser.LabelledContext labelled) {
            return labelled(labelled);
        }
        FilterParser.TestedContext tested = (FilterParser.TestedContext) context;
        Operand subject = operands.operand(tested.operand());
        return test(tested, subject, tested.test());
    }

    private Expr quantified(FilterParser.QuantifiedContext context) {
        Path path = operands.path(context.path());
        operands.enterElement(context);
        Expr body = disjunction(context.disjunction());
        operands.leaveElement();
        Span span = span(context);
        return switch (context.quantifier.getType()) {
            case FilterLexer.ALL -> new Expr.Quantified(Expr.Quantifier.ALL, path, body, span);
            case FilterLexer.ANY -> new Expr.Quantified(Expr.Quantifier.ANY, path, body, span);
            default -> new Expr.Not(new Expr.Quantified(Expr.Quantifier.ANY, path, body, span), span);
        };
    }

    private Expr labelled(FilterParser.LabelledContext context) {
        Expr.Label label = context.label.getType() == FilterLexer.TAG ? Expr.Label.TAG : Expr.Label.TYPE;
        List<Glob> patterns = new ArrayList<>();
        context.labelValue().forEach(value -> patterns.add(operands.label(value)));
        if (patterns.size() > Limits.MEMBERS) {
            tooManyMembers(context, patterns.size());
        }
        return new Expr.Labelled(label, patterns, span(context));
    }

    private Expr test(FilterParser.TestedContext whole, Operand subject, FilterParser.TestContext test) {
        Span span = span(whole);
        if (test instanceof FilterParser.CompareContext compare) {
            return compared(whole, subject, compare);
        }
        if (test instanceof FilterParser.PresenceContext presence) {
            needsField(whole, subject);
            boolean missing = presence.state.getType() == FilterLexer.MISSING;
            Check.State state =
                    switch (presence.state.getType()) {
                        case FilterLexer.MISSING -> Check.State.PRESENT;
                        case FilterLexer.NULL -> Check.State.NULL;
                        default -> Check.State.EMPTY;
                    };
            Expr expr = new Expr.Test(subject, new Check.Presence(state), span);
            return missing == (presence.NOT() != null) ? expr : new Expr.Not(expr, span);
        }
        FilterParser.PlainContext plain = (FilterParser.PlainContext) test;
        if (!(plain.plainTest() instanceof FilterParser.BetweenContext)) {
            needsField(whole, subject);
        }
        Expr expr = plainTest(subject, plain.plainTest(), span);
        return plain.NOT() == null ? expr : new Expr.Not(expr, span);
    }

    private Expr compared(FilterParser.TestedContext whole, Operand left, FilterParser.CompareContext context) {
        Span span = span(whole);
        FilterParser.ComparisonContext sign = context.comparison();
        Operand right = operands.valueFor(left, context.operand());
        boolean equality = sign.EQUAL() != null || sign.NOT_EQUAL() != null;
        Expr expr;
        if (left instanceof Literal.Null || right instanceof Literal.Null) {
            if (!equality) {
                String message = "Nothing is greater or less than null. Write `is null` or `is not null`.";
                problems.at(context, "null-comparison", message);
            }
            Operand subject = left instanceof Literal.Null ? right : left;
            needsField(whole, subject);
            expr = new Expr.Test(subject, new Check.Presence(Check.State.NULL), span);
        } else {
            Check.Relation relation = relation(sign);
            boolean literalFirst = left instanceof Literal && !(right instanceof Literal);
            Operand subject = literalFirst ? right : left;
            Operand other = literalFirst ? left : right;
            Check check = new Check.Compare(literalFirst ? relation.mirrored() : relation, other);
            expr = new Expr.Test(subject, check, span);
        }
        return sign.NOT_EQUAL() == null ? expr : new Expr.Not(expr, span);
    }

    private static Check.Relation relation(FilterParser.ComparisonContext sign) {
        if (sign.LESS() != null) {
            return Check.Relation.LESS;
        } else if (sign.LESS_OR_EQUAL() != null) {
            return Check.Relation.LESS_OR_EQUAL;
        } else if (sign.GREATER() != null) {
            return Check.Relation.GREATER;
        }
        return sign.GREATER_OR_EQUAL() == null ? Check.Relation.EQUAL : Check.Relation.GREATER_OR_EQUAL;
    }

    private Expr plainTest(Operand subject, FilterParser.PlainTestContext context, Span span) {
        if (context instanceof FilterParser.BetweenContext between) {
            Operand low = value(subject, between.operand(0));
            return new Expr.Test(subject, new Check.Between(low, value(subject, between.operand(1))), span);
        } else if (context instanceof FilterParser.InContext in) {
            return new Expr.Test(subject, new Check.In(members(in)), span);
        } else if (context instanceof FilterParser.ContainsContext find) {
            return find(subject, Check.Place.ANYWHERE, find.operand(), span);
        } else if (context instanceof FilterParser.StartsContext find) {
            return find(subject, Check.Place.START, find.operand(), span);
        } else if (context instanceof FilterParser.EndsContext find) {
            return find(subject, Check.Place.END, find.operand(), span);
        } else if (context instanceof FilterParser.LikeContext like) {
            Literal.Text text = operands.text(like.text());
            Glob glob = new Glob(text.text(), Glob.Wildcards.STAR_AND_QUESTION_MARK, text.caseless(), text.span());
            return new Expr.Test(subject, new Check.Like(glob), span);
        } else if (context instanceof FilterParser.MatchesContext matches) {
            return new Expr.Test(subject, new Check.Matches(regex(matches)), span);
        } else if (context instanceof FilterParser.ExistsContext) {
            return new Expr.Test(subject, new Check.Presence(Check.State.PRESENT), span);
        } else if (context instanceof FilterParser.ChangedContext changed) {
            Path path = operands.changing(subject, changed);
            return new Expr.Changed(path, side(path, changed.from), side(path, changed.to), span);
        }
        FilterParser.MovedContext moved = (FilterParser.MovedContext) context;
        boolean up = moved.direction.getType() == FilterLexer.INCREASED;
        Expr.Direction direction = up ? Expr.Direction.INCREASED : Expr.Direction.DECREASED;
        return new Expr.Moved(operands.changing(subject, moved), direction, span);
    }

    private Expr find(Operand subject, Check.Place place, FilterParser.OperandContext what, Span span) {
        return new Expr.Test(subject, new Check.Find(place, value(subject, what)), span);
    }

    private Operand value(Operand subject, FilterParser.OperandContext context) {
        Operand value = operands.valueFor(subject, context);
        if (value instanceof Literal.Null) {
            problems.at(context, "null-comparison", "null cannot stand here. Write `is null` or `is not null`.");
        }
        return value;
    }

    private @Nullable Operand side(Path path, FilterParser.@Nullable OperandContext context) {
        return context == null ? null : operands.valueFor(path, context);
    }

    private List<Literal> members(FilterParser.InContext context) {
        List<FilterParser.MemberContext> members = context.member();
        if (members.isEmpty()) {
            problems.at(context, "empty-list", "The list is empty. Put at least one value between the parentheses.");
        }
        if (members.size() > Limits.MEMBERS) {
            tooManyMembers(context, members.size());
        }
        List<Literal> literals = new ArrayList<>(members.size());
        members.forEach(member -> literals.add(operands.member(member)));
        return literals;
    }

    private void tooManyMembers(ParserRuleContext context, int members) {
        String message = "The list has " + members + " values; at most " + Limits.MEMBERS + " are allowed.";
        problems.at(context, "too-many-members", message);
    }

    private Regex regex(FilterParser.MatchesContext context) {
        if (++regexes == Limits.REGEXES + 1) {
            problems.at(
                    context, "too-many-regexes", "A filter has at most " + Limits.REGEXES + " regular expressions.");
        }
        return RegexReader.read(context.REGEX().getSymbol(), problems);
    }

    private void needsField(FilterParser.TestedContext whole, Operand subject) {
        if (subject instanceof Literal) {
            String message = "A condition starts with a field, as in `deal.value > 10000`; this is a fixed value.";
            problems.at(whole.operand(), "not-a-field", message);
        }
    }

    static Span span(ParserRuleContext context) {
        return new Span(context.getStart().getStartIndex(), Problems.end(context.getStop()));
    }
}
