package dev.atlas.webhooks.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every setting there is: its one name, its default as text, and what is allowed. */
public enum Setting {
    CONFIG("atlas.config", "the path of a readable properties file in UTF-8"),
    DB_JNDI("atlas.db.jndi", "the JNDI name of a DataSource; empty for none", "jdbc/atlas"),
    DB_URL("atlas.db.url", "a URL that begins with jdbc:mysql: such as jdbc:mysql://127.0.0.1:3306/atlas"),
    DB_USER("atlas.db.user", "a user of the database"),
    DB_PASSWORD("atlas.db.password", "the password of atlas.db.user", Kind.SECRET),
    DB_POOL_SIZE("atlas.db.pool-size", "a whole number from 2 to 500", "20"),
    MAIL_JNDI("atlas.mail.jndi", "the JNDI name of a mail Session; empty for none", "mail/atlas"),
    MAIL_HOST("atlas.mail.host", "the host name of an SMTP server"),
    MAIL_PORT("atlas.mail.port", "a whole number from 1 to 65535; without it 587 with STARTTLS, else 25"),
    MAIL_USER("atlas.mail.user", "a user of the SMTP server, together with atlas.mail.password"),
    MAIL_PASSWORD("atlas.mail.password", "the password of atlas.mail.user", Kind.SECRET),
    MAIL_STARTTLS("atlas.mail.starttls", "true (mail is sent only over STARTTLS) or false", "false"),
    MAIL_FROM("atlas.mail.from", "one mail address, such as Atlas Webhooks <webhooks@example.com>"),
    MAIL_BOUNCES_HOST(
            "atlas.mail.bounces.host", "the host name of the IMAP server of the mailbox that gets what is returned"),
    MAIL_BOUNCES_PORT(
            "atlas.mail.bounces.port", "a whole number from 1 to 65535; without it 993 with implicit TLS, else 143"),
    MAIL_BOUNCES_TLS(
            "atlas.mail.bounces.tls",
            "implicit, starttls (both encrypted, or nothing is read), or none (name, password and mails are readable"
                    + " on the way)",
            "implicit"),
    MAIL_BOUNCES_USER("atlas.mail.bounces.user", "the mailbox's name at the IMAP server, with its password"),
    MAIL_BOUNCES_PASSWORD("atlas.mail.bounces.password", "the password of atlas.mail.bounces.user", Kind.SECRET),
    MAIL_BOUNCES_FOLDER("atlas.mail.bounces.folder", "a folder of the mailbox", "INBOX"),
    PUBLIC_URL("atlas.public-url", "an http or https URL without query and fragment: https://hooks.example.com/atlas"),
    MASTER_KEY("atlas.master-key", "base64 of 32 random bytes; make one with: openssl rand -base64 32", Kind.SECRET),
    MASTER_KEY_PREVIOUS("atlas.master-key.previous", "base64 of 32 bytes: the master key before this one", Kind.SECRET),
    BOOTSTRAP_ADMIN_EMAIL("atlas.bootstrap.admin-email", "one mail address, with atlas.bootstrap.admin-password"),
    BOOTSTRAP_ADMIN_PASSWORD("atlas.bootstrap.admin-password", "8 to 1024 characters", Kind.SECRET),
    BOOTSTRAP_WORKSPACE("atlas.bootstrap.workspace", "1 to 100 characters, the name of the first workspace"),
    BOOTSTRAP_API_KEY(
            "atlas.bootstrap.api-key", "atlas_sk_ and 8 to 128 letters, digits, hyphens or underscores", Kind.SECRET),
    RETRY_OFFSETS(
            "atlas.retry.offsets",
            "durations separated by commas (units ms, s, m, h, d), each longer than the one before, at most 50",
            "10s,30s,1m,5m,30m,2h,12h,24h,48h"),
    DELIVERY_TIMEOUT("atlas.delivery.timeout", "a duration from 10ms to 60s", "10s"),
    DELIVERY_MAX_IN_FLIGHT("atlas.delivery.max-in-flight", "a whole number from 1 to 100000", "2000"),
    DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT(
            "atlas.delivery.max-in-flight-per-endpoint", "a whole number from 1 to 100000", "100"),
    NETWORK_ALLOW("atlas.network.allow", "CIDR ranges separated by commas, such as 10.20.0.0/16,fd00::/8", ""),
    NETWORK_SCHEMES("atlas.network.schemes", "https, or https and http separated by a comma", "https,http"),
    NETWORK_PORTS("atlas.network.ports", "ports separated by commas, such as 443,8443; empty for any", ""),
    NETWORK_TRUSTED_PROXIES(
            "atlas.network.trusted-proxies", "CIDR ranges of reverse proxies whose forwarded headers are believed", ""),
    API_RATE_LIMIT("atlas.api.rate-limit", "a whole number from 0 to 1000000; 0 for no limit", "5000"),
    LOGIN_CONTAINER(
            "atlas.login.container",
            "true, or false: whether the container says who a visitor of the pages is",
            "false"),
    RETENTION("atlas.retention", "a duration from 1d to 3650d, longer than the last of atlas.retry.offsets", "30d"),
    WORKERS_ENABLED("atlas.workers.enabled", "true, or false: this node serves UI and API only", "true");

    private enum Kind {
        PLAIN,
        SECRET
    }

    /** Credentials that a JDBC URL may carry. */
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?i)(password\\d?=)[^&,)]*|(://)[^/@]*(?=@)");

    private final String key;
    private final String allowed;
    private final Kind kind;
    private final @Nullable String defaultText;

    Setting(String key, String allowed) {
        this(key, allowed, Kind.PLAIN, null);
    }

    Setting(String key, String allowed, String defaultText) {
        this(key, allowed, Kind.PLAIN, defaultText);
    }

    Setting(String key, String allowed, Kind kind) {
        this(key, allowed, kind, null);
    }

    Setting(String key, String allowed, Kind kind, @Nullable String defaultText) {
        this.key = key;
        this.allowed = allowed;
        this.kind = kind;
        this.defaultText = defaultText;
    }

    /** The name in properties, JNDI and context parameters, such as {@code atlas.db.url}. */
    public String key() {
        return key;
    }

    /** The name in the environment, such as {@code ATLAS_DB_URL}. */
    public String variable() {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What a value has to be, in plain words. */
    public String allowed() {
        return allowed;
    }

    /** The value taken when no source has one, as it would be written; empty where there is no default. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** Whether the value must never be seen. */
    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /** The value as it may be shown in a message: secrets are masked. */
    public String shown(String value) {
        return secret() ? Secret.MASK : masked(value);
    }

    static String masked(String text) {
        return PASSWORD_IN_URL.matcher(text).replaceAll("$1$2" + Secret.MASK);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    @Override
    public String toString() {
        return key;
    }
}
