package dev.atlas.webhooks.dsl;

import dev.atlas.webhooks.dsl.format.FilterFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that are no filters, or hardly: any characters, any words of the language, and filters with something broken. */
final class RandomTexts {

    private static final List<String> WORDS = List.of(
                    "deal.value `a b` tag: type: tag:x tag:(a ( ) and or not = != > in (a,b) any( all( none( , it count( changed",
                    "from to is null empty missing exists between 1 1e6 \"x\" i'x' /a+/ /a 2026-01-31 2026-01-31T10:00 now -7d",
                    "now contains starts with ends like matches [0] [ . #c - \" ' / ` \\ \\\" previous increased 12x :: true && || !")
            .stream()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .toList();
    private static final String CHARACTERS =
            "ab.:()\"'`/\\#=!<>&|,-+*?[]{}0129_ \n\r\t\u0000\u00a0\ufeff\u0130\u00df\u0301é\ud83d\ude00";

    private final Random random;
    private final RandomFilters filters;

    RandomTexts(long seed) {
        random = new Random(seed);
        filters = new RandomFilters(seed);
    }

    String next(int length) {
        return switch (random.nextInt(5)) {
            case 0 -> characters(length, 0x10000);
            case 1 -> pieces(length, () -> String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))));
            case 2 -> pieces(length, () -> one(WORDS) + " ");
            case 3 -> pieces(length, () -> one(WORDS) + (random.nextInt(4) == 0 ? "\n" : ""));
            default ->
                broken(pieces(
                        length, () -> FilterFormat.line(filters.next()) + (random.nextBoolean() ? " and " : "\nor ")));
        };
    }

    private String characters(int length, int bound) {
        return IntStream.range(0, random.nextInt(length + 1))
                .mapToObj(i -> String.valueOf((char) random.nextInt(bound)))
                .collect(Collectors.joining());
    }

    private String pieces(int most, Supplier<String> piece) {
        int length = random.nextInt(most + 1);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(piece.get());
        }
        return text.substring(0, Math.min(text.length(), most));
    }

    private String broken(String text) {
        StringBuilder broken = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && !broken.isEmpty(); i--) {
            int at = random.nextInt(broken.length());
            if (random.nextBoolean()) {
                broken.delete(at, Math.min(broken.length(), at + 1 + random.nextInt(5)));
            } else {
                broken.insert(at, random.nextBoolean() ? one(WORDS) : characters(2, 0x100));
            }
        }
        return broken.toString();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
