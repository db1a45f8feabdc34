package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallerTest {

    @Test
    void aFilterShrinksToThePartThatFails() {
        Expr filter = read("a = 1 or not (tag:(x, y, z) and any(items, it.k in (1, 2, 3) and it.n = 2) and b = 2)");
        Expr smallest = Smaller.smallest(
                filter,
                Smaller::filters,
                less -> FilterFormat.line(less).contains("tag:")
                        || FilterFormat.line(less).contains("2"));
        assertThat(FilterFormat.line(smallest)).isEqualTo("tag:z");
        Expr inside = Smaller.smallest(
                filter, Smaller::filters, less -> FilterFormat.line(less).contains("3"));
        assertThat(FilterFormat.line(inside)).isEqualTo("any(items, it.k in (3))");
    }

    @Test
    void aTextAndAListShrinkToWhatFails() {
        assertThat(Smaller.smallest("abc<def>ghi", Smaller::texts, text -> text.contains("<") && text.contains(">")))
                .isEqualTo("<>");
        assertThat(Smaller.smallest(List.of(1, 2, 3, 4, 5), Smaller::lists, list -> list.contains(2)))
                .containsExactly(2);
    }

    private static Expr read(String text) {
        return ((ParseResult.Read) FilterReader.read(text)).expr();
    }
}
