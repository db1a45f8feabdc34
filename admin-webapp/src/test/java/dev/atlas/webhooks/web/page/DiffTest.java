package dev.atlas.webhooks.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiffTest {

    @Test
    void wordsThatStayStandBetweenThoseThatWentAndCame() {
        assertThat(shown(Diff.ofWords("deal.value > 1 and tag:a", "deal.value > 20 and tag:a")))
                .isEqualTo("deal.value > [-1][+20] and tag:a");
    }

    @Test
    void linesAreComparedWhole() {
        assertThat(shown(Diff.ofLines("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 3\nc: 3\n")))
                .isEqualTo("a: 1\n[-b: 2\n][+b: 3\n]c: 3\n");
    }

    @Test
    void equalTextsDoNotDiffer() {
        assertThat(Diff.ofWords("x = 1", "x = 1").changed()).isFalse();
        assertThat(Diff.ofWords("", "").changed()).isFalse();
        assertThat(Diff.ofWords("", "x").changed()).isTrue();
    }

    @Test
    void hugeTextsCountAsChangedWhole() {
        String many = "a b ".repeat(1_500);
        assertThat(Diff.ofWords(many, many + "c").parts()).hasSize(2);
    }

    private static String shown(Diff diff) {
        return diff.parts().stream()
                .map(part -> part.added()
                        ? "[+" + part.text() + "]"
                        : part.removed() ? "[-" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }
}
