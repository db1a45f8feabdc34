package dev.atlas.webhooks.servlet;

import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole product but its pages, in a real Jetty on a real database. */
public final class AtlasServer {
    public static final String KEY = "atlas_sk_0123456789abcdef0123456789";

    private AtlasServer() {}

    /** Started, with an API key; may deliver to this machine. */
    public static JettyServer start(TestDatabase database) throws Exception {
        return start(settings(database)).withKey(KEY);
    }

    /** Started with these context parameters and nothing else. */
    public static JettyServer start(Map<String, String> settings) throws Exception {
        return JettyServer.start(webapp -> {
            settings.forEach(webapp::setInitParameter);
            webapp.addEventListener(new AtlasListener());
        });
    }

    /** Likewise, with a mail server and an owner who can log in. */
    public static JettyServer start(TestDatabase database, MailCatcher mail) throws Exception {
        Map<String, String> settings = settings(database);
        settings.put("atlas.mail.host", mail.host());
        settings.put("atlas.mail.port", Integer.toString(mail.port()));
        settings.put("atlas.mail.from", "atlas@example.com");
        settings.put("atlas.public-url", "https://hooks.example.com/atlas");
        settings.put("atlas.bootstrap.admin-email", "ada@example.com");
        settings.put("atlas.bootstrap.admin-password", "analytical engine");
        return start(settings).withKey(KEY);
    }

    /** What the product needs to start. */
    public static Map<String, String> settings(TestDatabase database) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("atlas.db.url", database.jdbcUrl());
        settings.put("atlas.db.user", database.user());
        settings.put("atlas.db.password", database.password());
        settings.put("atlas.db.pool-size", "5");
        settings.put("atlas.master-key", "a".repeat(43) + "=");
        settings.put("atlas.bootstrap.api-key", KEY);
        settings.put("atlas.bootstrap.workspace", "Test");
        settings.put("atlas.network.allow", "127.0.0.0/8");
        settings.put("atlas.retry.offsets", "1h,2h");
        return settings;
    }
}
