package dev.atlas.webhooks.alert;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bounces in prose, as qmail and old versions of Exim write them: a text and, below it, the mail. They are told from
 * answers by machines of people (holiday notes) by their sender, a mail server. Thread-safe.
 */
final class PlainBounces {
    private static final Pattern SERVER = Pattern.compile("(?i)\\b(mailer-daemon|postmaster)\\b");
    private static final Pattern NOT_YET = Pattern.compile("(?i)\\b(warning|delayed|delay)\\b");
    private static final Pattern QUOTED_ID =
            Pattern.compile("(?im)^[> \\t]*(?:Message-ID|Atlas-Mail-Id):[ \\t]*(?:\\r?\\n[> \\t]+)?(\\S+)");
    private static final Pattern ADDRESSEE =
            Pattern.compile("(?m)^[ \\t]*<?([^\\s<>:@]{1,64}@[^\\s<>:@]{1,190})>?:?\\s*$");
    private static final Pattern ANSWER = Pattern.compile("\\b[45]\\d\\d[ -][^\\r\\n]+");

    private final MailIds ids;

    PlainBounces(MailIds ids) {
        this.ids = ids;
    }

    /** @param parts those of the message that hold no parts */
    Optional<Bounce> read(MimeMessage message, List<MimePart> parts) throws MessagingException, IOException {
        String failed = message.getHeader("X-Failed-Recipients", ",");
        boolean fromServer =
                failed != null || SERVER.matcher(header(message, "From")).find();
        if (!fromServer
                || !isAutomatic(message)
                || NOT_YET.matcher(header(message, "Subject")).find()) {
            return Optional.empty();
        }
        StringBuilder all = new StringBuilder();
        for (MimePart part : parts) {
            if (part.isMimeType("text/*") || part.isMimeType("message/rfc822")) {
                // Byte by byte: what matters is ASCII, and the rest is put right where it is shown.
                all.append(new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
        }
        return about(all).map(about -> bounce(about, failed, all.toString()));
    }

    /** What a server sends by itself has no sender to return it to (RFC 5321, section 4.5.5), or says so (RFC 3834). */
    private static boolean isAutomatic(MimeMessage message) throws MessagingException {
        String submitted = header(message, "Auto-Submitted").strip();
        return header(message, "Return-Path").strip().equals("<>")
                || !(submitted.isEmpty() || submitted.equalsIgnoreCase("no"))
                || message.getHeader("X-Failed-Recipients") != null;
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        return Optional.ofNullable(message.getHeader(name, ",")).orElse("");
    }

    private Optional<MailSubject> about(CharSequence text) {
        Matcher line = QUOTED_ID.matcher(text);
        while (line.find()) {
            Optional<MailSubject> subject = ids.find(line.group(1));
            if (subject.isPresent()) {
                return subject;
            }
        }
        return Optional.empty();
    }

    private static Bounce bounce(MailSubject about, @Nullable String failed, String text) {
        String told = text.split("(?im)^[> \\t]*(?:Return-Path|Received|Message-ID):", 2)[0];
        Matcher answer = ANSWER.matcher(told);
        Matcher addressee = ADDRESSEE.matcher(told);
        boolean named = addressee.find();
        String words = answer.find() ? answer.group() : named ? told.substring(addressee.end()) : told;
        String recipient = failed != null ? failed.split(",", 2)[0].strip() : named ? addressee.group(1) : null;
        return Bounce.of(about, recipient, Bounce.firstCode(words).orElse(null), words, null);
    }
}
