package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.config.MailConfig;
import dev.atlas.webhooks.config.MailboxConfig;
import dev.atlas.webhooks.config.MailboxConfig.Tls;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the Sessions we send and read over: always of our own copy of Jakarta Mail, always with timeouts. */
final class MailSessions {
    private MailSessions() {}

    static Session to(MailConfig.Smtp server, Duration timeout) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(server.starttls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(server.starttls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        MailConfig.Login login = server.login();
        if (login == null) {
            return session(properties, timeout, () -> null);
        }
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.user", login.user());
        return session(
                properties,
                timeout,
                () -> new PasswordAuthentication(login.user(), login.password().value()));
    }

    /** For reading; looking at a mail does not mark it as read. */
    static Session to(MailboxConfig mailbox, Duration timeout) {
        String protocol = mailbox.tls() == Tls.IMPLICIT ? "imaps" : "imap";
        Properties properties = new Properties();
        properties.setProperty("mail.store.protocol", protocol);
        set(properties, protocol, "host", mailbox.host());
        set(properties, protocol, "port", String.valueOf(mailbox.port()));
        set(properties, protocol, "user", mailbox.login().user());
        set(properties, protocol, "starttls.enable", String.valueOf(mailbox.tls() == Tls.STARTTLS));
        set(properties, protocol, "starttls.required", String.valueOf(mailbox.tls() == Tls.STARTTLS));
        set(properties, protocol, "ssl.checkserveridentity", "true");
        set(properties, protocol, "peek", "true");
        return session(
                properties,
                timeout,
                () -> new PasswordAuthentication(
                        mailbox.login().user(), mailbox.login().password().value()));
    }

    private static void set(Properties properties, String protocol, String name, String value) {
        properties.setProperty("mail.%s.%s".formatted(protocol, name), value);
    }

    /**
     * A Session of our own with the properties and the login of the one bound. A container that brings Jakarta Mail
     * itself binds a Session of its own class, which ours cannot be cast from; so it is asked by reflection.
     */
    static Session like(Object bound, Duration timeout) {
        if (!(call(bound, "getProperties") instanceof Properties given)) {
            throw noSession(bound, null);
        }
        Properties properties = new Properties();
        given.stringPropertyNames().forEach(name -> properties.setProperty(name, given.getProperty(name, "")));
        String protocol = properties.getProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.transport.protocol", protocol);
        String user =
                properties.getProperty("mail.%s.user".formatted(protocol), properties.getProperty("mail.user", ""));
        return session(properties, timeout, () -> login(bound, protocol, user));
    }

    private static Session session(
            Properties properties, Duration timeout, Supplier<@Nullable PasswordAuthentication> login) {
        String millis = String.valueOf(timeout.toMillis());
        for (String protocol : List.of("smtp", "smtps", "imap", "imaps")) {
            for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
                properties.putIfAbsent("mail.%s.%s".formatted(protocol, wait), millis);
            }
        }
        for (String protocol : List.of("smtp", "smtps")) {
            // Of a mail that comes back we need its headers only; servers that know no such wish (RFC 3461) are not
            // asked.
            properties.putIfAbsent("mail.%s.dsn.ret".formatted(protocol), "HDRS");
            // A mail that the server has taken is sent, whatever becomes of QUIT.
            properties.putIfAbsent("mail.%s.quitwait".formatted(protocol), "false");
        }
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return login.get();
            }
        });
    }

    private static @Nullable PasswordAuthentication login(Object bound, String protocol, String user) {
        Object login = call(bound, "requestPasswordAuthentication", null, -1, protocol, null, user);
        return login == null
                ? null
                : new PasswordAuthentication(
                        String.valueOf(call(login, "getUserName")), String.valueOf(call(login, "getPassword")));
    }

    private static @Nullable Object call(Object target, String method, @Nullable Object... arguments) {
        Class<?>[] types = arguments.length == 0
                ? new Class<?>[0]
                : new Class<?>[] {InetAddress.class, int.class, String.class, String.class, String.class};
        try {
            return target.getClass().getMethod(method, types).invoke(target, arguments);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw noSession(target, e);
        }
    }

    private static IllegalArgumentException noSession(Object bound, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "what the container has bound for mail is a %s, not a jakarta.mail.Session"
                        .formatted(bound.getClass().getName()),
                cause);
    }
}
