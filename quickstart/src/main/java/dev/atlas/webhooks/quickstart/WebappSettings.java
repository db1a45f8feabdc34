package dev.atlas.webhooks.quickstart;

import dev.atlas.webhooks.embedded.DatabaseServer;
import dev.atlas.webhooks.embedded.MailCatcher;
import java.util.Map;

/** The WAR's settings in the demo, as system properties. */
record WebappSettings(Options options, Credentials credentials, DatabaseServer database, MailCatcher catcher) {

    /** Short, so that the failing endpoint is paused, and its owner told, within a minute. */
    private static final Map<String, String> UNLESS_GIVEN =
            Map.of("atlas.retry.offsets", "2s,4s,8s,15s,30s", "atlas.network.allow", "127.0.0.0/8");

    void apply() {
        // The build's own -D are visible in here, and the product would call them unknown settings.
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.matches("atlas\\.(quickstart|test|embedded)\\..*"))
                .forEach(System::clearProperty);
        UNLESS_GIVEN.forEach(System.getProperties()::putIfAbsent);
        System.getProperties()
                .putAll(Map.of(
                        "atlas.db.url", database.jdbcUrl(CrmDatabase.PRODUCT_SCHEMA),
                        "atlas.db.user", database.user(),
                        "atlas.db.password", database.password(),
                        "atlas.mail.host", catcher.host(),
                        "atlas.mail.port", Integer.toString(catcher.port()),
                        "atlas.mail.from", "Atlas Webhooks <webhooks@example.com>"));
        System.getProperties()
                .putAll(Map.of(
                        "atlas.mail.bounces.host", catcher.host(),
                        "atlas.mail.bounces.port", Integer.toString(catcher.imapPort()),
                        "atlas.mail.bounces.tls", "none",
                        "atlas.mail.bounces.user", "webhooks@example.com",
                        "atlas.mail.bounces.password", "any"));
        System.getProperties()
                .putAll(Map.of(
                        "atlas.public-url",
                        "http://" + Options.HOST + ":" + options.port() + "/",
                        "atlas.master-key",
                        credentials.masterKey(),
                        "atlas.bootstrap.workspace",
                        "Demo CRM",
                        "atlas.bootstrap.admin-email",
                        Credentials.ADMIN_EMAIL,
                        "atlas.bootstrap.admin-password",
                        credentials.adminPassword(),
                        "atlas.bootstrap.api-key",
                        credentials.apiKey()));
    }
}
