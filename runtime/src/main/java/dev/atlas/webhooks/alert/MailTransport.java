package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.config.MailConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Hands mails to a mail server, each over its own connection. Thread-safe. */
public final class MailTransport {
    private static final int LONGEST_REASON = 500;

    private final Session session;
    private final InternetAddress from;

    private MailTransport(Session session, String from) {
        this.session = session;
        try {
            this.from = MimeMail.address(from);
        } catch (AddressException e) {
            throw new IllegalArgumentException("the sender '%s' is not a mail address".formatted(from), e);
        }
    }

    /**
     * Over the SMTP server of the settings.
     *
     * @param timeout the longest wait for the connection, for each answer and for each write
     */
    public static MailTransport to(MailConfig.Smtp server, Duration timeout) {
        return new MailTransport(MailSessions.to(server, timeout), server.from());
    }

    /**
     * Over the Session that the container has bound.
     *
     * @param bound a {@code jakarta.mail.Session}, of this application's classes or of the container's own
     * @param from the sender; null for the Session's {@code mail.from}
     * @param timeout as in {@link #to}, where the Session sets none
     * @throws IllegalArgumentException when it is no Session, or there is no sender
     */
    public static MailTransport over(Object bound, @Nullable String from, Duration timeout) {
        Session session = MailSessions.like(bound, timeout);
        String sender = from != null ? from : session.getProperty("mail.from");
        if (sender == null) {
            throw new IllegalArgumentException(
                    "the container's mail Session has no property mail.from; set atlas.mail.from");
        }
        return new MailTransport(session, sender);
    }

    /** Sends one mail. Never throws for what servers and networks do. */
    public SendResult send(Mail mail) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jakarta Mail finds its parts through the context class loader, which is not ours on every thread.
        thread.setContextClassLoader(MailTransport.class.getClassLoader());
        try {
            return sendNow(MimeMail.of(mail, from, session));
        } catch (AddressException e) {
            return new SendResult.Refused(true, "the recipient is not a mail address: " + reason(e));
        } catch (MessagingException e) {
            return new SendResult.Unreachable(reason(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private SendResult sendNow(MimeMessage message) throws MessagingException {
        Transport transport = session.getTransport();
        try {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
            return new SendResult.Sent();
        } catch (SendFailedException e) {
            return new SendResult.Refused(code(e).orElse(0) >= 500, reason(e));
        } finally {
            close(transport);
        }
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException ignored) {
            // The server has answered for the mail already; how it says goodbye changes nothing.
        }
    }

    /** The reply code of the refusal (RFC 5321, section 4.2): 4yz is transient, 5yz is permanent. */
    private static Optional<Integer> code(@Nullable Exception failure) {
        if (failure instanceof SMTPAddressFailedException refusal) {
            return Optional.of(refusal.getReturnCode());
        }
        if (failure instanceof SMTPSenderFailedException refusal) {
            return Optional.of(refusal.getReturnCode());
        }
        if (failure instanceof SMTPSendFailedException refusal && refusal.getReturnCode() >= 400) {
            return Optional.of(refusal.getReturnCode());
        }
        return failure instanceof MessagingException outer ? code(outer.getNextException()) : Optional.empty();
    }

    /** What went wrong, with its causes, in one line. */
    static String reason(Exception failure) {
        StringBuilder reason = new StringBuilder();
        Throwable next = failure;
        while (next != null) {
            String message =
                    String.valueOf(next.getMessage()).replaceAll("\\s+", " ").strip();
            if (reason.indexOf(message) < 0) {
                reason.append(reason.isEmpty() ? "" : ": ").append(message);
            }
            next = next instanceof MessagingException outer ? outer.getNextException() : next.getCause();
        }
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason.toString();
    }
}
