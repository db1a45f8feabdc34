package dev.atlas.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.Field;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenFieldsTest {
    private static final Field STAGE =
            new Field(List.of("deal", "stage"), FieldKind.TEXT, false, false, "Stage", List.of("new", "won"), true);
    private static final Field OWNER = Field.of(List.of("deal", "owner"), FieldKind.TEXT, "Owner");
    private static final Field AT = Field.of(List.of("deal", "at"), FieldKind.TIME, "When");
    private static final Catalogue DECLARED =
            new Catalogue(List.of(new Catalogue.EventType("deal.created", "", List.of(STAGE, OWNER, AT))), List.of());

    private final SeenFields seen = new SeenFields();

    private void saw(String type, String deal, String... tags) {
        seen.add(new NewEvent(null, type, 0, List.of(tags), "{\"deal\":" + deal + "}", null));
    }

    private Field field(String type, String... path) {
        return seen.with(DECLARED).type(type).orElseThrow().fields().stream()
                .filter(field -> field.path().equals(List.of(path)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fieldsThatNobodyDeclaredHaveTheTypeOfTheirValues() {
        saw(
                "deal.created",
                "{\"n\":1,\"b\":true,\"mixed\":1,\"none\":null,\"list\":[{\"k\":\"v\"}],\"words\":[\"a\"]}");
        saw("deal.created", "{\"n\":2.5,\"mixed\":\"x\"}");
        assertThat(field("deal.created", "deal", "n").kind()).isEqualTo(FieldKind.NUMBER);
        assertThat(field("deal.created", "deal", "b").kind()).isEqualTo(FieldKind.BOOLEAN);
        assertThat(field("deal.created", "deal", "mixed").kind()).isEqualTo(FieldKind.ANY);
        assertThat(field("deal.created", "deal", "none").kind()).isEqualTo(FieldKind.ANY);
        assertThat(field("deal.created", "deal", "list").repeated()).isTrue();
        assertThat(field("deal.created", "deal", "list", "k").kind()).isEqualTo(FieldKind.TEXT);
        assertThat(field("deal.created", "deal", "words").kind()).isEqualTo(FieldKind.TEXT);
    }

    @Test
    void whatIsDeclaredStaysAsItIsAndGetsTheValuesThatComeOften() {
        for (String owner : List.of("Ada", "Bo", "Bo", "Ada", "Bo", "once")) {
            saw("deal.created", "{\"stage\":\"odd\",\"owner\":\"" + owner + "\",\"at\":\"2026-01-31\"}");
        }
        assertThat(field("deal.created", "deal", "stage")).isEqualTo(STAGE);
        assertThat(field("deal.created", "deal", "at")).isEqualTo(AT);
        Field owner = field("deal.created", "deal", "owner");
        assertThat(owner.values()).containsExactly("Bo", "Ada");
        assertThat(owner.closed()).isFalse();
    }

    @Test
    void tagsAreTheMostFrequentFirstAndUndeclaredTypesAreKnown() {
        saw("deal.created", "{}", "a", "b");
        saw("deal.exploded", "{\"x\":1}", "b");
        assertThat(seen.with(DECLARED).tags()).containsExactly("b", "a");
        assertThat(field("deal.exploded", "deal", "x").kind()).isEqualTo(FieldKind.NUMBER);
    }
}
