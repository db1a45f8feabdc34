package dev.atlas.webhooks.config;

import org.jspecify.annotations.Nullable;

/** Decides, for the database and for sending mail alike: the container's resource where one is bound, else the settings' own. */
final class ConnectionSettings {
    private ConnectionSettings() {}

    /** Null after a problem. */
    static @Nullable DatabaseConfig database(SettingsReader in, ContainerResources container) {
        String jndiName = in.read(Setting.DB_JNDI, text -> text);
        String url = in.readOptional(Setting.DB_URL, Values::jdbcUrl);
        String user = in.readOptional(Setting.DB_USER, text -> text);
        Secret password = in.readOptional(Setting.DB_PASSWORD, Secret::new);
        int poolSize = in.read(Setting.DB_POOL_SIZE, Values.number(2, 500));
        if (!jndiName.isEmpty() && container.hasDataSource(jndiName)) {
            if (in.isSet(Setting.DB_URL)) {
                in.warn("atlas.db.url is not used: the container's DataSource %s is".formatted(jndiName));
            }
            return new DatabaseConfig.Container(jndiName);
        }
        if (in.isSet(Setting.DB_JNDI)) {
            in.problem(Setting.DB_JNDI, "no DataSource is bound under this name");
        } else if (!in.isSet(Setting.DB_URL)) {
            in.problem(Setting.DB_URL, "nor has the container bound a DataSource %s".formatted(jndiName));
        }
        return url == null ? null : new DatabaseConfig.Pool(url, user, password, poolSize);
    }

    /** Off also after a problem. */
    static MailSettings mail(SettingsReader in, ContainerResources container) {
        MailConfig sent = sent(in, container);
        MailboxConfig returned = returned(in);
        if (returned != null && sent instanceof MailConfig.Off) {
            in.problem(Setting.MAIL_HOST, "it goes with atlas.mail.bounces.host, which is set");
        }
        return new MailSettings(sent, returned);
    }

    private static MailConfig sent(SettingsReader in, ContainerResources container) {
        String jndiName = in.read(Setting.MAIL_JNDI, text -> text);
        String from = in.readOptional(Setting.MAIL_FROM, Values::mailAddress);
        MailConfig own = smtp(in, from);
        if (!jndiName.isEmpty() && container.hasMailSession(jndiName)) {
            if (in.isSet(Setting.MAIL_HOST)) {
                in.warn("atlas.mail.host is not used: the container's mail Session %s is".formatted(jndiName));
            }
            return new MailConfig.Container(jndiName, from);
        }
        if (in.isSet(Setting.MAIL_JNDI)) {
            in.problem(Setting.MAIL_JNDI, "no mail Session is bound under this name");
        }
        return own;
    }

    private static MailConfig smtp(SettingsReader in, @Nullable String from) {
        String host = in.readOptional(Setting.MAIL_HOST, Values::host);
        Integer port = in.readOptional(Setting.MAIL_PORT, Values.number(1, 65_535));
        String user = in.readOptional(Setting.MAIL_USER, text -> text);
        Secret password = in.readOptional(Setting.MAIL_PASSWORD, Secret::new);
        boolean starttls = in.read(Setting.MAIL_STARTTLS, Values::flag);
        in.requireTogether(Setting.MAIL_USER, Setting.MAIL_PASSWORD);
        if (in.isSet(Setting.MAIL_HOST) && !in.isSet(Setting.MAIL_FROM)) {
            in.problem(Setting.MAIL_FROM, "it goes with atlas.mail.host, which is set");
        }
        if (in.isSet(Setting.MAIL_USER) && !in.isSet(Setting.MAIL_HOST)) {
            in.problem(Setting.MAIL_HOST, "it goes with atlas.mail.user, which is set");
        }
        if (host == null || from == null) {
            return new MailConfig.Off();
        }
        int usedPort = port != null ? port : starttls ? 587 : 25;
        MailConfig.Login login = user != null && password != null ? new MailConfig.Login(user, password) : null;
        return new MailConfig.Smtp(host, usedPort, login, starttls, from);
    }

    /** The container's mail Session says nothing of it: that one is for sending. */
    private static @Nullable MailboxConfig returned(SettingsReader in) {
        String host = in.readOptional(Setting.MAIL_BOUNCES_HOST, Values::host);
        Integer port = in.readOptional(Setting.MAIL_BOUNCES_PORT, Values.number(1, 65_535));
        MailboxConfig.Tls tls = in.read(Setting.MAIL_BOUNCES_TLS, MailboxConfig.Tls::parse);
        String user = in.readOptional(Setting.MAIL_BOUNCES_USER, text -> text);
        Secret password = in.readOptional(Setting.MAIL_BOUNCES_PASSWORD, Secret::new);
        String folder = in.read(Setting.MAIL_BOUNCES_FOLDER, Values.text(1, 200));
        in.requireTogether(Setting.MAIL_BOUNCES_HOST, Setting.MAIL_BOUNCES_USER);
        in.requireTogether(Setting.MAIL_BOUNCES_HOST, Setting.MAIL_BOUNCES_PASSWORD);
        if (host == null || user == null || password == null) {
            return null;
        }
        return new MailboxConfig(
                host, port != null ? port : tls.usualPort(), tls, new MailConfig.Login(user, password), folder);
    }
}
