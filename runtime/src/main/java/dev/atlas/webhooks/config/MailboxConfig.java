package dev.atlas.webhooks.config;

import java.util.Arrays;
import java.util.Locale;

/**
 * The mailbox in which mail that was returned arrives, at an IMAP server.
 *
 * @param folder its folder there, such as {@code INBOX}
 */
public record MailboxConfig(String host, int port, Tls tls, MailConfig.Login login, String folder) {

    /** How the connection is encrypted. */
    public enum Tls {
        /** From its beginning (RFC 8314). */
        IMPLICIT(993),
        /** By STARTTLS, before anything else is said. */
        STARTTLS(143),
        /** Not at all. */
        NONE(143);

        private final int usualPort;

        Tls(int usualPort) {
            this.usualPort = usualPort;
        }

        /** Where servers listen for it. */
        public int usualPort() {
            return usualPort;
        }

        static Tls parse(String word) {
            return Arrays.stream(values())
                    .filter(tls -> tls.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("it is none of the three"));
        }
    }

    /** Which mailbox it is, for people and for the table that remembers how far it was read. */
    public String name() {
        return "%s at %s:%d, folder %s".formatted(login.user(), host, port, folder);
    }
}
