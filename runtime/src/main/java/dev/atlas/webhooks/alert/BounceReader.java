package dev.atlas.webhooks.alert;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a mail says that one of ours could not be delivered: a delivery status notification (RFC 3464; RFC 6533
 * where addresses are international), or what servers wrote before there were any. A delay is no failure. Thread-safe.
 */
public final class BounceReader {
    private static final Logger LOG = LoggerFactory.getLogger(BounceReader.class);

    /** Our own header, for servers that write a Message-ID of theirs over ours. */
    static final String MAIL_ID = "Atlas-Mail-Id";

    private static final int MOST_PARTS = 50;
    private static final int DEEPEST = 5;
    private static final List<String> REPORTS =
            List.of("message/delivery-status", "message/global-delivery-status", "text/delivery-status");
    private static final List<String> RETURNED = List.of(
            "message/rfc822",
            "text/rfc822-headers",
            "text/rfc822-header",
            "message/rfc822-headers",
            "message/global",
            "message/global-headers");

    private final MailIds ids;
    private final PlainBounces plain;
    private final Session session = Session.getInstance(new Properties());

    public BounceReader(MailIds ids) {
        this.ids = ids;
        this.plain = new PlainBounces(ids);
    }

    /**
     * What the mail says of one of ours; empty when it says nothing of that kind, or cannot be understood.
     *
     * @param mail as it came; what is cut off at its end is not looked at
     */
    public Optional<Bounce> read(byte[] mail) {
        try {
            MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(mail));
            List<MimePart> parts = new ArrayList<>();
            collect(message, parts, 0);
            Optional<MimePart> report = first(parts, REPORTS);
            if (report.isPresent()) {
                return reported(message, parts, new DeliveryStatus(report.get().getInputStream()));
            }
            return message.isMimeType("multipart/report") ? Optional.empty() : plain.read(message, parts);
        } catch (MessagingException | IOException | RuntimeException e) {
            LOG.debug("A mail is no mail by its form", e);
            return Optional.empty();
        }
    }

    /** The parts that hold no parts, of the mail itself: not of mails in it. */
    private static void collect(MimePart part, List<MimePart> leaves, int depth)
            throws MessagingException, IOException {
        if (!part.isMimeType("multipart/*") || depth == DEEPEST) {
            leaves.add(part);
            return;
        }
        MimeMultipart parts = new MimeMultipart(new MimePartDataSource(part));
        for (int i = 0; i < parts.getCount() && leaves.size() < MOST_PARTS; i++) {
            collect((MimePart) parts.getBodyPart(i), leaves, depth + 1);
        }
    }

    private static Optional<MimePart> first(List<MimePart> parts, List<String> types) throws MessagingException {
        for (MimePart part : parts) {
            for (String type : types) {
                if (part.isMimeType(type)) {
                    return Optional.of(part);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Bounce> reported(MimeMessage message, List<MimePart> parts, DeliveryStatus status)
            throws MessagingException, IOException {
        for (int i = 0; i < status.getRecipientDSNCount(); i++) {
            InternetHeaders recipient = status.getRecipientDSN(i);
            if (isFailure(recipient)) {
                return subject(message, parts).map(about -> bounce(about, status.getMessageDSN(), recipient));
            }
        }
        return Optional.empty();
    }

    private static boolean isFailure(InternetHeaders recipient) {
        String action = recipient.getHeader("Action", null);
        return action != null
                ? action.strip().toLowerCase(Locale.ROOT).startsWith("failed")
                : Bounce.firstCode(recipient.getHeader("Status", null))
                        .filter(code -> code.startsWith("5"))
                        .isPresent();
    }

    /**
     * By the headers of what was returned; a mail that only has one of ours attached, or answers one, is not ours. Where
     * nothing was returned, by what the report answers.
     */
    private Optional<MailSubject> subject(MimeMessage message, List<MimePart> parts)
            throws MessagingException, IOException {
        Optional<MimePart> returned = first(parts, RETURNED);
        if (returned.isPresent()) {
            InternetHeaders headers = new InternetHeaders(returned.get().getInputStream());
            return find(headers.getHeader(MAIL_ID)).or(() -> find(headers.getHeader("Message-ID")));
        }
        String[] answers = message.getHeader("In-Reply-To");
        String[] references = message.getHeader("References");
        return find(answers).or(() -> find(references));
    }

    private Optional<MailSubject> find(String @Nullable [] values) {
        return values == null
                ? Optional.empty()
                : Stream.of(values).flatMap(value -> ids.find(value).stream()).findFirst();
    }

    private static Bounce bounce(MailSubject about, InternetHeaders server, InternetHeaders recipient) {
        String status = recipient.getHeader("Status", null);
        String said = recipient.getHeader("Diagnostic-Code", null);
        String remote = recipient.getHeader("Remote-MTA", null);
        return Bounce.of(
                about,
                recipient.getHeader("Final-Recipient", null),
                Bounce.firstCode(said).or(() -> Bounce.firstCode(status)).orElse(null),
                said != null ? said : "status " + status,
                remote != null ? remote : server.getHeader("Reporting-MTA", null));
    }
}
