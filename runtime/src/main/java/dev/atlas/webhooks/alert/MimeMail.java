package dev.atlas.webhooks.alert;

import jakarta.activation.CommandMap;
import jakarta.activation.MailcapCommandMap;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** A mail as a MIME message: multipart/alternative in UTF-8, marked as sent by a program (RFC 3834). */
final class MimeMail {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MimeMail() {}

    /** Throws AddressException when the recipient is not one address. */
    static MimeMessage of(Mail mail, InternetAddress from, Session session) throws MessagingException {
        String messageId = "<%s@%s>".formatted(mail.id(), domain(from));
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, address(mail.to()));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(mail.date()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader(BounceReader.MAIL_ID, mail.id());
        if (mail.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe().toASCIIString() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058
        }
        // Not the default one, which a container's copy of Jakarta Activation keeps for each class loader for ever.
        CommandMap writers = new MailcapCommandMap();
        // RFC 2046, section 5.1.4: the richest form comes last.
        message.setContent(new MimeMultipart(
                "alternative",
                part(mail.body().text(), "plain", writers),
                part(mail.body().html(), "html", writers)));
        message.getDataHandler().setCommandMap(writers);
        message.saveChanges();
        return message;
    }

    static InternetAddress address(String text) throws AddressException {
        InternetAddress[] addresses = InternetAddress.parse(text, true);
        if (addresses.length != 1 || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new AddressException("one address on one line is allowed", text);
        }
        InternetAddress address = addresses[0];
        address.validate();
        try {
            address.setPersonal(address.getPersonal(), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java runtime knows UTF-8", e);
        }
        return address;
    }

    private static MimeBodyPart part(String content, String subtype, CommandMap writers) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, UTF_8, subtype);
        part.getDataHandler().setCommandMap(writers);
        return part;
    }

    private static String domain(InternetAddress from) {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }
}
