package dev.atlas.webhooks.alert;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That a mail of ours was taken by a mail server and could not be delivered by it, or by one behind it.
 *
 * @param recipient whom that server could not deliver it to, which is somebody else where mail is forwarded; null when it
 *     does not say
 * @param code the enhanced status code (RFC 3463), such as {@code 5.1.1}; null when there is none
 * @param words what the server said, in one line
 * @param server the server that refused it, or else the one that tells; null when it does not say
 */
public record Bounce(
        MailSubject about, @Nullable String recipient, @Nullable String code, String words, @Nullable String server) {
    private static final Pattern CODE = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final Pattern TYPE = Pattern.compile("^[A-Za-z0-9-]{1,40}\\s*;\\s*");
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_WORDS = 500;

    public Bounce {
        recipient = recipient == null ? null : name(recipient).replaceAll("^<|>$", "");
        server = server == null ? null : name(server);
        words = words.isBlank() ? "returned without a word" : Mail.cut(clean(words), LONGEST_WORDS);
        code = firstCode(code).orElse(null);
    }

    /** The first enhanced status code in a text. */
    static Optional<String> firstCode(@Nullable String text) {
        Matcher code = CODE.matcher(text == null ? "" : text);
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    private static String name(String text) {
        return Mail.cut(clean(text), LONGEST_NAME);
    }

    /**
     * A field of a report (RFC 3464, section 2.1.2) without its type, such as {@code smtp;}, in one line. Its bytes may be
     * UTF-8 that was read as Latin-1, byte by byte.
     */
    private static String clean(String text) {
        String utf8 = text.chars().allMatch(c -> c < 0x100)
                ? new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : text;
        return TYPE.matcher(Mail.oneLine(utf8).replaceAll("\\s+", " ")).replaceFirst("");
    }
}
