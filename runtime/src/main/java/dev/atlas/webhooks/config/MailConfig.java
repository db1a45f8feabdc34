package dev.atlas.webhooks.config;

import org.jspecify.annotations.Nullable;

/** How alert mail leaves: by the container's Session where one is bound, else by an SMTP server, else not at all. */
public sealed interface MailConfig {

    /**
     * The Session that the container has bound under this JNDI name.
     *
     * @param from the sender; null for the Session's own {@code mail.from}
     */
    record Container(String jndiName, @Nullable String from) implements MailConfig {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.container(this);
        }
    }

    /**
     * An SMTP server.
     *
     * @param login null to send without a login
     * @param starttls whether mail is sent only once STARTTLS has encrypted the connection; false is plain SMTP
     */
    record Smtp(String host, int port, @Nullable Login login, boolean starttls, String from) implements MailConfig {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.smtp(this);
        }
    }

    /** No mail is sent; alerts are only seen in the pages. */
    record Off() implements MailConfig {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.off(this);
        }
    }

    /** Name and password at the SMTP server. */
    record Login(String user, Secret password) {}

    /** Hands this to its case. */
    <R> R when(Cases<R> cases);

    /** One answer per case. */
    interface Cases<R> {
        R container(Container container);

        R smtp(Smtp smtp);

        R off(Off off);
    }
}
