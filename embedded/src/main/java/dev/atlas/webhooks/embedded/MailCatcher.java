package dev.atlas.webhooks.embedded;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * A mail server on free ports of 127.0.0.1 that keeps in memory what it is sent: by SMTP it takes mail for any address,
 * by IMAP it shows each address its mailbox, and it takes any login. Safe for use by several threads.
 */
public final class MailCatcher implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final GreenMail server;
    private final Set<MimeMessage> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<CaughtMail> mails = new ArrayList<>();

    private MailCatcher(GreenMail server) {
        this.server = server;
    }

    /** Returns when connections are accepted. */
    public static MailCatcher start() {
        GreenMail server = new GreenMail(new ServerSetup[] {
                    new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP),
                    new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP)
                })
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        return new MailCatcher(server);
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Where mailboxes are read: the user is the address, the password whatever one likes. */
    public int imapPort() {
        return server.getImap().getPort();
    }

    /**
     * Delivers a mail as it would come from another server.
     *
     * @param source the whole mail, headers included
     */
    public void deliver(String source, String recipient) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", HOST);
        properties.setProperty("mail.smtp.port", Integer.toString(port()));
        properties.setProperty("mail.smtp.from", "mailer-daemon@mx.example.com"); // it does not know the empty one
        try {
            MimeMessage message = new MimeMessage(
                    Session.getInstance(properties), new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
            Transport.send(message, InternetAddress.parse(recipient));
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail cannot be delivered", e);
        }
    }

    /** Returns a caught mail to its sender, as the server of its recipient would that finds nobody there (RFC 3464). */
    public void sendBack(CaughtMail mail) {
        deliver(Returned.unknownUser(mail), mail.from());
    }

    /**
     * What has arrived so far. A mail to several recipients is there once for each of them. Who asks again finds the same at the
     * beginning and what is new behind it, which the server itself, with a mailbox for each recipient, does not say.
     */
    public synchronized List<CaughtMail> mails() {
        for (MimeMessage message : server.getReceivedMessages()) {
            if (known.add(message)) {
                mails.add(read(message));
            }
        }
        return List.copyOf(mails);
    }

    private static CaughtMail read(MimeMessage message) {
        try {
            return CaughtMail.of(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("A caught mail cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("A caught mail cannot be read", e);
        }
    }

    /** Waits until at least {@code count} mails are there, and tells whether they came in time. */
    public boolean await(int count, Duration limit) {
        return server.waitForIncomingEmail(limit.toMillis(), count);
    }

    @Override
    public void close() {
        server.stop();
    }
}
