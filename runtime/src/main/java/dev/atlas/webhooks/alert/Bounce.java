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

    /** Of fields as they stand in a mail, byte by byte as Latin-1; they may begin with their type, such as {@code smtp;}. */
    static Bounce of(
            MailSubject about,
            @Nullable String recipient,
            @Nullable String code,
            String words,
            @Nullable String server) {
        String said = words.isBlank() ? "returned without a word" : field(words);
        return new Bounce(
                about,
                recipient == null ? null : Mail.cut(field(recipient).replaceAll("^<|>$", ""), LONGEST_NAME),
                firstCode(code).orElse(null),
                Mail.cut(said, LONGEST_WORDS),
                server == null ? null : Mail.cut(field(server), LONGEST_NAME));
    }

    /** The first enhanced status code in a text. */
    static Optional<String> firstCode(@Nullable String text) {
        Matcher code = CODE.matcher(text == null ? "" : text);
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    /** A field of a report (RFC 3464, section 2.1.2) in one line, without its type. */
    private static String field(String text) {
        String decoded = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String line = Mail.oneLine(decoded).replaceAll("\\s+", " ");
        return TYPE.matcher(line).replaceFirst("");
    }
}
