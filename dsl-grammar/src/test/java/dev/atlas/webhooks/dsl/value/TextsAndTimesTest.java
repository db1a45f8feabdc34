package dev.atlas.webhooks.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written to be fast says the same as what is written to be plain. */
class TextsAndTimesTest {

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)"
            + "(?:[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?([Zz]|([+-])(\\d\\d)(?::?(\\d\\d))?)?)?");
    private static final String[] DATES = {
        "2026-01-31", "0000-02-29", "1900-02-29", "2000-02-29", "9999-12-31", "1969-12-31", "2024-03-01", "2023-04-31"
    };
    private static final String[] TIMES = {
        "", "T00:00", "t23:59:60", " 12:30:45", "T10:00:00.5", "T10:00:00,1234567899", "T24:00", "T10:60", "T1:00"
    };
    private static final String[] OFFSETS = {"", "Z", "z", "+01:00", "-0330", "+14", "-00:00", "+24:00", "+1", "Zx"};

    private final Random random = new Random(3);

    @Test
    void anyTextIsTheSameTimeAsByThePattern() {
        int times = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = one(DATES) + one(TIMES) + one(OFFSETS);
            if (random.nextInt(3) == 0) {
                int at = random.nextInt(text.length());
                text = text.substring(0, at)
                        + one("", "0", "9", "-", "é", " ")
                        + text.substring(at + random.nextInt(2));
            }
            assertThat(Times.parse(text)).as(text).isEqualTo(byPattern(text));
            times += byPattern(text).isPresent() ? 1 : 0;
        }
        assertThat(times).isGreaterThan(5_000);
    }

    private static Optional<Instant> byPattern(String text) {
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            return Optional.empty();
        }
        int second = number(iso.group(6));
        int hours = number(iso.group(10));
        int minutes = number(iso.group(11));
        try {
            Instant start = LocalDateTime.of(
                            number(iso.group(1)),
                            number(iso.group(2)),
                            number(iso.group(3)),
                            number(iso.group(4)),
                            number(iso.group(5)))
                    .toInstant(ZoneOffset.UTC);
            String nanos = ((iso.group(7) == null ? "" : iso.group(7)) + "000000000").substring(0, 9);
            long offset = ("-".equals(iso.group(9)) ? -1 : 1) * (hours * 3_600L + minutes * 60L);
            return second > 60 || hours > 23 || minutes > 59
                    ? Optional.empty()
                    : Optional.of(start.plusSeconds(second - offset).plusNanos(Long.parseLong(nanos)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Test
    void eachCharacterFoldsAsItDoesInAString() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String folded = Character.toString(codePoint)
                    .toLowerCase(Locale.ROOT)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT)
                    .replace('\u03c2', '\u03c3');
            // The dotless i is no other letter's small form but in Turkish.
            String expected = codePoint == 0x131 ? "\u0131" : folded;
            assertThat(Texts.fold(Character.toString(codePoint)))
                    .as("U+%04X", codePoint)
                    .isEqualTo(expected);
        }
    }

    @Test
    void partsAreFoundByCodePoint() {
        String[] alphabet = {"a", "\ud83d\ude00", "\ud83d", "\ude00", "\uffee", "é"};
        for (int i = 0; i < 20_000; i++) {
            String text = some(alphabet, 6);
            String part = some(alphabet, 3);
            int[] whole = text.codePoints().toArray();
            int[] sought = part.codePoints().toArray();
            assertThat(Texts.contains(text, part))
                    .as("%s in %s", Arrays.toString(sought), Arrays.toString(whole))
                    .isEqualTo(IntStream.rangeClosed(0, whole.length - sought.length)
                            .anyMatch(at -> isAt(whole, at, sought)));
            assertThat(Texts.startsWith(text, part)).isEqualTo(isAt(whole, 0, sought));
            assertThat(Texts.endsWith(text, part)).isEqualTo(isAt(whole, whole.length - sought.length, sought));
            assertThat(Integer.signum(Texts.compare(text, part)))
                    .isEqualTo(Integer.signum(Arrays.compare(whole, sought)));
        }
    }

    private static boolean isAt(int[] text, int at, int[] part) {
        return at >= 0
                && at + part.length <= text.length
                && Arrays.equals(text, at, at + part.length, part, 0, part.length);
    }

    private String some(String[] alphabet, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(one(alphabet));
        }
        return text.toString();
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
