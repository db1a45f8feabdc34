package dev.atlas.webhooks.acceptance;

import dev.atlas.webhooks.embedded.ForkedProcess;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code java -jar atlas-webhooks.war}, with a database and a mail server of its own settings. */
record Standalone(ForkedProcess process, URI address) implements Server {

    /** On any free port. */
    static Standalone start(Surroundings surroundings) throws Exception {
        return start(surroundings, Map.of());
    }

    /** Likewise, with system properties besides. */
    static Standalone start(Surroundings surroundings, Map<String, String> more) throws Exception {
        Map<String, String> settings = settings(surroundings);
        settings.putAll(more);
        StandaloneWar started =
                StandaloneWar.start(Surroundings.war(), surroundings.folder(), 0, StandaloneWar.SHORT_LIVED, settings);
        return new Standalone(started.process(), started.address());
    }

    static Map<String, String> settings(Surroundings surroundings) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("atlas.config", surroundings.settings().toString());
        settings.put("atlas.db.url", surroundings.database().jdbcUrl());
        settings.put("atlas.db.user", surroundings.database().user());
        settings.put("atlas.db.password", surroundings.database().password());
        settings.put("atlas.mail.host", surroundings.mails().host());
        settings.put("atlas.mail.port", Integer.toString(surroundings.mails().port()));
        settings.put("atlas.mail.from", "atlas@crm.example");
        settings.putAll(surroundings.mailbox());
        return settings;
    }
}
