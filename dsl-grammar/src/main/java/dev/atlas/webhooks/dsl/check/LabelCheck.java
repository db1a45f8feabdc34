package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.parse.Spelling;
import java.util.List;
import java.util.function.Function;

/** Warns of event types that do not exist, and of tags that look like a slip. */
final class LabelCheck extends ExprWalk {

    private final List<String> types;
    private final List<String> tags;
    private final Warnings warnings;
    private boolean knowsEachType = true;

    LabelCheck(Catalogue catalogue, Warnings warnings) {
        this.types = catalogue.types().stream().map(Catalogue.EventType::name).toList();
        this.tags = catalogue.tags();
        this.warnings = warnings;
    }

    /** Whether each event type that was met so far exists. */
    boolean knowsEachType() {
        return knowsEachType;
    }

    @Override
    public Boolean labelled(Expr.Labelled labelled) {
        for (Glob pattern : labelled.patterns()) {
            if (labelled.label() == Expr.Label.TYPE) {
                type(pattern);
            } else {
                tag(pattern, word -> Words.label(new Glob(word, Glob.Wildcards.NONE, false, pattern.span())));
            }
        }
        return true;
    }

    private void type(Glob pattern) {
        if (!types.isEmpty() && types.stream().noneMatch(type -> KnownFields.fits(pattern, type))) {
            knowsEachType = false;
            boolean wild = pattern.wildcards() == Glob.Wildcards.STAR;
            String message = wild
                    ? "No event type fits `" + pattern.pattern() + "`."
                    : "There is no event type `" + pattern.pattern() + "`.";
            warnings.unknown(
                    pattern.span(),
                    "unknown-type",
                    () -> message,
                    () -> wild ? List.of() : Spelling.nearest(pattern.pattern(), types));
        }
    }

    /** @param written how a tag is written at this place */
    private void tag(Glob pattern, Function<String, String> written) {
        boolean seen = tags.stream().anyMatch(tag -> KnownFields.fits(pattern, tag));
        if (seen || pattern.wildcards() != Glob.Wildcards.NONE) {
            return;
        }
        List<String> meant =
                Spelling.nearest(pattern.pattern(), tags).stream().map(written).toList();
        if (!meant.isEmpty()) {
            warnings.unknown(
                    pattern.span(),
                    "unknown-tag",
                    () -> "No event so far had the tag `" + pattern.pattern() + "`.",
                    () -> meant);
        }
    }

    @Override
    public Boolean test(Expr.Test test) {
        if (test.subject() instanceof Path path && path.is(Path.Root.TYPE)) {
            if (test.check() instanceof Check.Compare compare
                    && compare.relation() == Check.Relation.EQUAL
                    && compare.right() instanceof Literal right) {
                typeText(right);
            } else if (test.check() instanceof Check.In in) {
                in.members().forEach(this::typeText);
            }
        } else if (test.subject() instanceof Path path && path.is(Path.Root.TAGS)) {
            if (test.check() instanceof Check.Compare compare && compare.relation() == Check.Relation.EQUAL) {
                tagText(compare.right());
            } else if (test.check() instanceof Check.Find find && find.place() == Check.Place.ANYWHERE) {
                tagText(find.what());
            } else if (test.check() instanceof Check.In in) {
                in.members().forEach(this::tagText);
            }
        }
        return true;
    }

    private void tagText(Operand value) {
        if (value instanceof Literal.Text text) {
            tag(new Glob(text.text(), Glob.Wildcards.NONE, text.caseless(), text.span()), Words::text);
        }
    }

    private void typeText(Literal literal) {
        if (literal instanceof Literal.Text text) {
            type(new Glob(text.text(), Glob.Wildcards.NONE, text.caseless(), text.span()));
        }
    }
}
