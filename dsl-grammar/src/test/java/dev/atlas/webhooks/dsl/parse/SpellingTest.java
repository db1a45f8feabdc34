package dev.atlas.webhooks.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void theNearestComeFirstAndCaseDoesNotCount() {
        assertThat(Spelling.nearest("deal.vlaue", List.of("deal.values", "deal.value", "deal.Value", "deal.stage")))
                .containsExactly("deal.Value", "deal.value", "deal.values");
        assertThat(Spelling.nearest("vip", List.of("vap", "vaz", "VIP"))).containsExactly("VIP", "vap");
        assertThat(Spelling.nearest("\u0130x", List.of("ix", "i\u0307x"))).contains("i\u0307x");
    }

    @Test
    void whatIsFoundIsWhatTheWholeTableOfDistancesSays() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String word = word(random);
            String other = word(random);
            int allowed = word.length() <= 3 ? 1 : 2;
            assertThat(Spelling.nearest(word, List.of(other)).isEmpty())
                    .as(word + " " + other)
                    .isEqualTo(word.equals(other) || distance(word, other) > allowed);
        }
    }

    private static String word(Random random) {
        return random.ints(1 + random.nextInt(7), 0, 3)
                .mapToObj(letter -> "abc".substring(letter, letter + 1))
                .collect(Collectors.joining());
    }

    /** By definition: a letter too many, too few or another, or two exchanged that nothing else touches. */
    private static int distance(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String x = a.substring(1);
        String y = b.substring(1);
        int least = distance(x, y) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
        least = Math.min(least, 1 + Math.min(distance(x, b), distance(a, y)));
        if (a.length() > 1 && b.length() > 1 && a.charAt(0) == b.charAt(1) && a.charAt(1) == b.charAt(0)) {
            least = Math.min(least, 1 + distance(a.substring(2), b.substring(2)));
        }
        return least;
    }
}
