package dev.atlas.webhooks.embedded;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail as its reader sees it.
 *
 * @param text the plain part, decoded; empty when there is none
 * @param html the HTML part, decoded; empty when there is none
 * @param source the whole mail as it came, headers included
 */
public record CaughtMail(String from, List<String> to, String subject, String text, String html, String source) {
    public CaughtMail {
        to = List.copyOf(to);
    }

    static CaughtMail of(MimeMessage message) throws MessagingException, IOException {
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        message.writeTo(source);
        return new CaughtMail(
                String.join(", ", texts(message.getFrom())),
                texts(message.getAllRecipients()),
                Optional.ofNullable(message.getSubject()).orElse(""),
                part(message, "text/plain").orElse(""),
                part(message, "text/html").orElse(""),
                source.toString(StandardCharsets.UTF_8));
    }

    private static List<String> texts(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Stream.of(addresses).map(Address::toString).toList();
    }

    private static Optional<String> part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> found = part(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
