package dev.atlas.webhooks.alert;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one recipient, in words only; {@link MailTransport} makes the message of it.
 *
 * @param id the local part of the Message-ID; the same at each try, so that a mail sent twice is shown once
 * @param subject control characters and text direction marks in it become spaces
 * @param unsubscribe where the recipient can end such mail; null for nowhere
 */
public record Mail(String id, String to, String subject, Body body, Instant date, @Nullable URI unsubscribe) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern NOT_IN_A_LINE =
            Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");
    private static final int LONGEST_SUBJECT = 200;

    /** The same content twice: for readers of text and of HTML. */
    public record Body(String text, String html) {}

    public Mail {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no id for a mail; letters, digits, - _ and single dots are allowed".formatted(id));
        }
        subject = cut(oneLine(subject), LONGEST_SUBJECT);
    }

    /** The text without line ends, control characters and text direction marks: spaces stand for them. */
    static String oneLine(String text) {
        return NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
    }

    /** At most so many characters, the last being an ellipsis when some were cut off. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
