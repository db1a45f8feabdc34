package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is offered at the {@code |}. */
class CompletionTest {

    private static List<String> offered(String text) {
        return completions(text).stream().map(Completion::label).toList();
    }

    private static List<Completion> completions(String text) {
        int cursor = text.indexOf('|');
        return new FilterLanguage().complete(text.replace("|", ""), cursor, Set.of("deal.*"), SampleCatalogue.CRM);
    }

    @Test
    void atTheStartOfAConditionStandFieldsAndWords() {
        assertThat(offered("|"))
                .contains("deal.value", "deal.`Annual Revenue`", "tag:", "not", "any(…)", "type")
                .doesNotContain("contact.email", "and");
        assertThat(offered("deal.va|")).containsExactly("deal.value");
        assertThat(offered("tag:x and no|")).containsExactly("not", "none(…)");
        assertThat(offered("(sta|")).containsExactly("deal.stage");
        assertThat(offered("previous.deal.st|")).containsExactly("previous.deal.stage");
    }

    @Test
    void onlyTheEventTypesThatTheEndpointChoseAreOffered() {
        assertThat(offered("type:|")).containsExactly("deal.created", "deal.updated", "deal.*");
        assertThat(offered("type = |"))
                .startsWith("deal.created", "deal.updated")
                .doesNotContain("contact.created");
    }

    @Test
    void theReplacementCoversTheTypedWord() {
        Completion completion = completions("tag:x and deal.va| > 5").get(0);
        assertThat(new Fix("", completion.start(), completion.end(), completion.insert())
                        .applyTo("tag:x and deal.va > 5"))
                .isEqualTo("tag:x and deal.value > 5");
        assertThat(completion.description()).isEqualTo("number: The amount");
    }

    @Test
    void behindAFieldStandTheOperatorsThatFit() {
        assertThat(offered("deal.value |"))
                .contains(">", "between", "increased", "exists")
                .doesNotContain("contains");
        assertThat(offered("deal.stage |"))
                .contains("=", "contains", "changed to")
                .doesNotContain(">");
        assertThat(offered("deal.stage st|")).containsExactly("starts with");
        assertThat(offered("deal.tags |")).contains("contains", "is empty");
        assertThat(offered("whatever |")).contains(">", "contains");
    }

    @Test
    void behindAnOperatorStandTheValuesSeen() {
        assertThat(offered("deal.stage = |")).startsWith("\"new\"", "\"won\"", "\"lost\"");
        assertThat(offered("deal.stage = \"w|")).containsExactly("\"won\"");
        assertThat(offered("deal.stage in (won, |")).contains("\"lost\"");
        assertThat(offered("deal.hot = |")).startsWith("true", "false");
        assertThat(offered("deal.closed_at > |")).startsWith("now");
        assertThat(offered("type = |")).startsWith("deal.created", "deal.updated");
    }

    @Test
    void behindAWordThatAsksForMoreStandsWhatItAsksFor() {
        assertThat(offered("deal.stage is |")).containsExactly("null", "missing", "empty", "not");
        assertThat(offered("deal.stage is not |")).containsExactly("null", "missing", "empty");
        assertThat(offered("deal.stage is n|")).containsExactly("null", "not");
        assertThat(offered("deal.stage not |"))
                .contains("in", "contains", "exists")
                .doesNotContain("=", "not in");
        assertThat(offered("not |")).contains("deal.stage").doesNotContain("contains");
        assertThat(offered("deal.stage changed |")).containsExactly("to", "from", "and", "or");
        assertThat(offered("deal.stage changed to |")).startsWith("\"new\"", "\"won\"", "\"lost\"");
        assertThat(offered("any(|")).containsExactly("deal.tags", "deal.items", "tags");
        assertThat(offered("count(deal.i|")).containsExactly("deal.items");
        assertThat(offered("tag:x and (|")).contains("deal.value");
    }

    @Test
    void labelsAreTagsAndTypes() {
        assertThat(offered("tag:|")).containsExactly("enterprise", "emea", "\"Key account\"");
        assertThat(offered("tag:(x, e|")).containsExactly("enterprise", "emea");
        assertThat(offered("type:de|")).containsExactly("deal.created", "deal.updated", "deal.*");
    }

    @Test
    void insideAnyItIsTheElement() {
        assertThat(offered("any(deal.items, it.|")).containsExactly("it.sku", "it.quantity");
        assertThat(offered("any(deal.items, it.quantity |")).contains(">", "between");
    }

    @Test
    void behindAConditionStandsAConnective() {
        assertThat(offered("tag:x |")).containsExactly("and", "or");
        assertThat(offered("deal.value > 5 a|")).containsExactly("and");
    }

    @Test
    void aCommentIsLeftAlone() {
        assertThat(offered("tag:x # dea|")).isEmpty();
    }
}
