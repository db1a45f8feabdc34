package dev.atlas.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtlasConfigTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    private static final Map<String, String> LEAST =
            Map.of("atlas.db.url", "jdbc:mysql://127.0.0.1/atlas", "atlas.master-key", KEY);

    @Test
    void whatIsNotSetHasItsDocumentedDefault() {
        AtlasConfig config = read(LEAST);

        assertThat(config.database())
                .isEqualTo(new DatabaseConfig.Pool("jdbc:mysql://127.0.0.1/atlas", null, null, 20));
        assertThat(config.mail().sent()).isEqualTo(new MailConfig.Off());
        assertThat(config.masterKeys()).isEqualTo(new MasterKeys(MasterKey.parse(KEY), null));
        assertThat(config.bootstrap()).isEqualTo(new BootstrapConfig(null, null, null));
        assertThat(config.delivery())
                .isEqualTo(new DeliveryConfig(
                        List.of(
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                Duration.ofHours(2),
                                Duration.ofHours(12),
                                Duration.ofHours(24),
                                Duration.ofHours(48)),
                        Duration.ofSeconds(10),
                        2000,
                        100,
                        NetworkConfig.PUBLIC));
        assertThat(config.node())
                .isEqualTo(new NodeConfig(null, Duration.ofDays(30), true, new HttpConfig(5000, List.of(), false)));
    }

    @Test
    void everySettingReachesItsPlace() {
        Map<String, String> all = Map.ofEntries(
                Map.entry("atlas.db.jndi", ""),
                Map.entry("atlas.db.url", "jdbc:mysql://db.example.com:3307/hooks"),
                Map.entry("atlas.db.user", "hooks"),
                Map.entry("atlas.db.password", " pass word "),
                Map.entry("atlas.db.pool-size", "7"),
                Map.entry("atlas.mail.jndi", ""),
                Map.entry("atlas.mail.host", "mail.example.com"),
                Map.entry("atlas.mail.port", "2525"),
                Map.entry("atlas.mail.user", "mailer"),
                Map.entry("atlas.mail.password", "mail-pass"),
                Map.entry("atlas.mail.starttls", "true"),
                Map.entry("atlas.mail.from", "Hooks <hooks@example.com>"),
                Map.entry("atlas.mail.bounces.host", "imap.example.com"),
                Map.entry("atlas.mail.bounces.port", "1143"),
                Map.entry("atlas.mail.bounces.tls", "starttls"),
                Map.entry("atlas.mail.bounces.user", "hooks"),
                Map.entry("atlas.mail.bounces.password", "imap-pass"),
                Map.entry("atlas.mail.bounces.folder", "Returned"),
                Map.entry("atlas.public-url", "https://hooks.example.com/atlas/"),
                Map.entry("atlas.master-key", KEY),
                Map.entry("atlas.master-key.previous", OTHER_KEY),
                Map.entry("atlas.bootstrap.admin-email", "ada@example.com"),
                Map.entry("atlas.bootstrap.admin-password", "correct horse"),
                Map.entry("atlas.bootstrap.workspace", "Acme"),
                Map.entry("atlas.bootstrap.api-key", "atlas_sk_0123456789abcdef"),
                Map.entry("atlas.retry.offsets", "50ms, 100ms,1s"),
                Map.entry("atlas.delivery.timeout", "250ms"),
                Map.entry("atlas.delivery.max-in-flight", "64"),
                Map.entry("atlas.delivery.max-in-flight-per-endpoint", "8"),
                Map.entry("atlas.network.allow", "127.0.0.0/8, fd00::/8"),
                Map.entry("atlas.network.schemes", "https"),
                Map.entry("atlas.network.ports", "443, 8443"),
                Map.entry("atlas.network.trusted-proxies", "10.1.0.0/16"),
                Map.entry("atlas.api.rate-limit", "50"),
                Map.entry("atlas.login.container", "true"),
                Map.entry("atlas.retention", "90d"),
                Map.entry("atlas.workers.enabled", "false"));

        AtlasConfig config = read(all);

        assertThat(all.keySet())
                .as("all settings but the file's name")
                .containsExactlyInAnyOrderElementsOf(Setting.keys().stream()
                        .filter(key -> !key.equals("atlas.config"))
                        .toList());
        assertThat(config)
                .isEqualTo(new AtlasConfig(
                        new DatabaseConfig.Pool(
                                "jdbc:mysql://db.example.com:3307/hooks", "hooks", new Secret(" pass word "), 7),
                        new MailSettings(
                                new MailConfig.Smtp(
                                        "mail.example.com",
                                        2525,
                                        new MailConfig.Login("mailer", new Secret("mail-pass")),
                                        true,
                                        "Hooks <hooks@example.com>"),
                                new MailboxConfig(
                                        "imap.example.com",
                                        1143,
                                        MailboxConfig.Tls.STARTTLS,
                                        new MailConfig.Login("hooks", new Secret("imap-pass")),
                                        "Returned")),
                        new MasterKeys(MasterKey.parse(KEY), MasterKey.parse(OTHER_KEY)),
                        new BootstrapConfig(
                                "Acme",
                                new BootstrapConfig.Admin("ada@example.com", new Secret("correct horse")),
                                new Secret("atlas_sk_0123456789abcdef")),
                        new DeliveryConfig(
                                List.of(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(1)),
                                Duration.ofMillis(250),
                                64,
                                8,
                                new NetworkConfig(
                                        List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("fd00::/8")),
                                        Set.of("https"),
                                        Set.of(443, 8443))),
                        new NodeConfig(
                                URI.create("https://hooks.example.com/atlas"),
                                Duration.ofDays(90),
                                false,
                                new HttpConfig(50, List.of(Cidr.parse("10.1.0.0/16")), true))));
    }

    @Test
    void noSecretIsEverPrinted() {
        Map<String, String> settings = with(Map.of(
                "atlas.db.url", "jdbc:mysql://root:hunter2@db/atlas?user=x&password=hunter2&useSSL=false",
                "atlas.db.password", "hunter2",
                "atlas.mail.host", "mail.example.com",
                "atlas.mail.from", "a@example.com",
                "atlas.mail.user", "mailer",
                "atlas.mail.password", "hunter2",
                "atlas.bootstrap.api-key", "atlas_sk_hunter2hunter2xx",
                "atlas.bootstrap.admin-email", "ada@example.com",
                "atlas.bootstrap.admin-password", "hunter2hunter2"));

        assertThat(read(settings).toString()).doesNotContain("hunter2", KEY).contains("useSSL=false", "***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            atlas.db.url                               | jdbc:postgresql://x/y       | it has another prefix
            atlas.db.url                               | jdbc:mariadb://x/y          | under the one prefix jdbc:mysql:
            atlas.db.pool-size                         | lots                        | it is not a whole number
            atlas.db.pool-size                         | 1                           | it is out of range
            atlas.db.jndi                              | jdbc/other                  | no DataSource is bound under this name
            atlas.mail.jndi                            | mail/other                  | no mail Session is bound under this name
            atlas.mail.host                            | mail server                 | it is not a host name or an address
            atlas.mail.port                            | 65536                       | it is out of range
            atlas.mail.starttls                        | yes                         | it is neither true nor false
            atlas.mail.bounces.port                    | 0                           | it is out of range
            atlas.mail.bounces.tls                     | true                        | it is none of the three
            atlas.mail.from                            | nobody                      | it is not a mail address
            atlas.mail.from                            | a@example.com,b@example.com | it holds 2 addresses
            atlas.public-url                           | hooks.example.com           | it is not http or https
            atlas.public-url                           | https:///path               | it has no host
            atlas.public-url                           | https://a:b@example.com     | it holds a user name
            atlas.public-url                           | https://example.com/?a=b    | it has a query or a fragment
            atlas.public-url                           | https://exa mple.com        | it is not a URL
            atlas.master-key                           | c2hvcnQ=                    | it holds 5 bytes, not 32
            atlas.master-key                           | not-base64!                 | it is not base64
            atlas.bootstrap.admin-email                | ada                         | it is not a mail address
            atlas.bootstrap.admin-password             | short                       | it has 5 characters
            atlas.bootstrap.api-key                    | sk_0123456789abcdef         | it has another form
            atlas.retry.offsets                        | 10s,10s                     | 10s is not longer than 10s
            atlas.retry.offsets                        | 0s                          | 0s is not longer than 0s
            atlas.retry.offsets                        | 10                          | '10' is not a duration
            atlas.retry.offsets                        | 10s,,20s                    | '' is not a duration
            atlas.retry.offsets                        | 1s,40d                      | the last retry comes only after 40d
            atlas.delivery.timeout                     | 61s                         | it is out of range
            atlas.delivery.max-in-flight               | 0                           | it is out of range
            atlas.delivery.max-in-flight-per-endpoint  | -1                          | it is out of range
            atlas.network.allow                        | 10.0.0.1/8                  | not the start of a range
            atlas.network.allow                        | intranet                    | is not an address range
            atlas.retention                            | 12h                         | it is out of range
            atlas.workers.enabled                      | TRUE                        | it is neither true nor false
            """)
    void aBadValueIsRefusedWithItsReason(String name, String value, String reason) {
        assertThat(problems(with(Map.of(name, value)))).anySatisfy(problem -> assertThat(problem)
                .startsWith(name.equals("atlas.retry.offsets") && value.contains("40d") ? "atlas.retention" : name)
                .contains(reason, "Allowed: "));
    }

    @Test
    void aProblemSaysTheValueItsPlaceAndWhatIsAllowed() {
        assertThat(problems(with(Map.of("atlas.delivery.timeout", "2m"))))
                .containsExactly("atlas.delivery.timeout = \"2m\" (system property atlas.delivery.timeout): "
                        + "it is out of range. Allowed: a duration from 10ms to 60s");
    }

    @Test
    void allProblemsAreReportedTogetherAndSecretsMasked() {
        ConfigException thrown = catchThrowableOfType(
                ConfigException.class,
                () -> read(Map.of(
                        "atlas.db.pool-size", "-3",
                        "atlas.bootstrap.admin-password", "geheim",
                        "atlas.workers.enabled", "maybe",
                        "atlas.db.ulr", "jdbc:mysql://x")));

        assertThat(thrown.problems())
                .anySatisfy(it -> assertThat(it)
                        .isEqualTo("system property atlas.db.ulr is no setting; did you mean atlas.db.url?"))
                .anySatisfy(it -> assertThat(it).startsWith("atlas.db.pool-size = \"-3\""))
                .anySatisfy(it -> assertThat(it)
                        .startsWith("atlas.db.url is not set: nor has the container bound a DataSource jdbc/atlas"))
                .anySatisfy(it ->
                        assertThat(it).startsWith("atlas.master-key is not set").contains("openssl rand -base64 32"))
                .anySatisfy(it -> assertThat(it).startsWith("atlas.bootstrap.admin-password = \"***\""))
                .anySatisfy(it -> assertThat(it)
                        .startsWith("atlas.bootstrap.admin-email is not set: "
                                + "it goes with atlas.bootstrap.admin-password"))
                .anySatisfy(it -> assertThat(it).startsWith("atlas.workers.enabled = \"maybe\""))
                .hasSize(7);
        assertThat(thrown)
                .hasMessageStartingWith("Atlas Webhooks cannot start: 7 problems in its settings.")
                .hasMessageContaining("%n  7. ".formatted())
                .hasMessageNotContaining("geheim");
    }

    @Test
    void settingsThatBelongTogetherAreMissedTogether() {
        assertThat(problems(with(Map.of("atlas.mail.host", "mail.example.com", "atlas.mail.password", "x"))))
                .hasSize(2)
                .anySatisfy(it -> assertThat(it).startsWith("atlas.mail.user is not set"))
                .anySatisfy(it -> assertThat(it).startsWith("atlas.mail.from is not set"));
        assertThat(problems(with(Map.of("atlas.mail.bounces.host", "imap.example.com"))))
                .hasSize(2)
                .anySatisfy(it -> assertThat(it).startsWith("atlas.mail.bounces.user is not set"))
                .anySatisfy(it -> assertThat(it).startsWith("atlas.mail.bounces.password is not set"));
        assertThat(problems(with(Map.of(
                        "atlas.mail.bounces.host", "imap.example.com",
                        "atlas.mail.bounces.user", "hooks",
                        "atlas.mail.bounces.password", "x"))))
                .singleElement()
                .asString()
                .startsWith("atlas.mail.host is not set: it goes with atlas.mail.bounces.host");
        assertThat(problems(with(Map.of("atlas.master-key.previous", KEY))))
                .singleElement()
                .asString()
                .contains("it is the same as atlas.master-key");
    }

    @Test
    void theContainersResourcesComeBeforeOurOwn() {
        Map<String, String> settings = with(Map.of("atlas.mail.host", "mail", "atlas.mail.from", "a@example.com"));

        AtlasConfig config =
                AtlasConfig.read(Settings.of(settings, Map.of(), List.of()), bound("jdbc/atlas", "mail/atlas"));

        assertThat(config.database()).isEqualTo(new DatabaseConfig.Container("jdbc/atlas"));
        assertThat(config.mail().sent()).isEqualTo(new MailConfig.Container("mail/atlas", "a@example.com"));
    }

    @Test
    void anEmptyJndiNameAsksTheContainerForNothing() {
        AtlasConfig config = AtlasConfig.read(
                Settings.of(with(Map.of("atlas.db.jndi", "")), Map.of(), List.of()), bound("jdbc/atlas"));

        assertThat(config.database()).isInstanceOf(DatabaseConfig.Pool.class);
    }

    @ParameterizedTest
    @CsvSource({"true,587", "false,25"})
    void theMailPortFollowsStarttls(String starttls, int port) {
        AtlasConfig config = read(with(Map.of(
                "atlas.mail.host", "mail", "atlas.mail.from", "a@example.com", "atlas.mail.starttls", starttls)));

        assertThat(config.mail().sent())
                .isEqualTo(new MailConfig.Smtp("mail", port, null, port == 587, "a@example.com"));
    }

    @Test
    void everyDefaultIsAnAllowedValue() {
        Map<String, String> defaults = new HashMap<>(LEAST);
        Arrays.stream(Setting.values())
                .filter(setting -> !setting.key().endsWith(".jndi"))
                .forEach(setting -> setting.defaultText().ifPresent(text -> defaults.put(setting.key(), text)));

        assertThat(read(defaults)).isEqualTo(read(LEAST));
        assertThatThrownBy(() -> read(Map.of())).isInstanceOf(ConfigException.class);
    }

    private static AtlasConfig read(Map<String, String> systemProperties) {
        return AtlasConfig.read(Settings.of(systemProperties, Map.of(), List.of()), ContainerResources.none());
    }

    private static List<String> problems(Map<String, String> systemProperties) {
        return catchThrowableOfType(ConfigException.class, () -> read(systemProperties))
                .problems();
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(more);
        return all;
    }

    private static ContainerResources bound(String... names) {
        Set<String> bound = Set.of(names);
        return new ContainerResources() {
            @Override
            public boolean hasDataSource(String jndiName) {
                return bound.contains(jndiName);
            }

            @Override
            public boolean hasMailSession(String jndiName) {
                return bound.contains(jndiName);
            }
        };
    }
}
