package dev.atlas.webhooks.quickstart;

import dev.atlas.webhooks.embedded.DatabaseServer;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.MariaDbServer;
import dev.atlas.webhooks.embedded.ServerException;
import dev.atlas.webhooks.embedded.ServerFolders;
import dev.atlas.webhooks.standalone.ServerAddress;
import dev.atlas.webhooks.standalone.StandaloneServer;
import dev.atlas.webhooks.standalone.StartException;

/**
 * Starts a database, a mail catcher, a receiver of webhooks and the WAR, fills a demo workspace and lets sample events
 * flow until the process is told to end. What stops it stops all of it, in the reverse order.
 */
public final class Quickstart {
    private final Options options;
    private final Parts parts;
    private final Credentials credentials;

    private Quickstart(Options options, Parts parts) {
        this.options = options;
        this.parts = parts;
        this.credentials = Credentials.in(options.data());
    }

    /** Runs inside Maven, so that Ctrl-C and the end of Maven reach one process only. */
    public static void main(String[] arguments) {
        Parts parts = new Parts(Quickstart::say);
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
        try {
            new Quickstart(Options.of(arguments), parts).start();
        } catch (QuickstartException | ServerException | StartException e) {
            if (!parts.isClosing()) {
                System.err.println("\nThe quickstart cannot start.\n" + e.getMessage());
                System.exit(1);
            }
        }
        parts.awaitClose();
    }

    private void start() throws StartException {
        options.requireFreePort();
        Logs.into(options.data());
        DatabaseServer database = parts.start(
                "the database",
                () -> MariaDbServer.start(
                        new ServerFolders(options.binaries(), options.databaseHome()), Quickstart::say));
        MailCatcher catcher = parts.start("the mail catcher", MailCatcher::start);
        DemoSite site = parts.start("the demo receiver", () -> DemoSite.start(options.mailFolder()));
        parts.start("the mail folder", () -> MailFolder.watch(catcher, options.mailFolder(), site, Quickstart::say));

        say("Starting Atlas Webhooks ...");
        CrmDatabase crm = CrmDatabase.prepare(database);
        new WebappSettings(options, credentials, database, catcher).apply();
        StandaloneServer server = parts.start(
                "Atlas Webhooks",
                () -> StandaloneServer.start(
                        new ServerAddress(Options.HOST, options.port(), "/"),
                        options.war(),
                        options.emptyWorkFolder()));

        Api api = new Api(server.uri().resolve("api/v1/"), credentials.apiKey());
        new DemoWorkspace(api, site.uri()).prepare();
        crm.allowPublishing(database);
        SampleEvents samples = SampleEvents.from(api);
        say(Welcome.text(options, credentials, database, server.uri(), site.uri()));
        parts.start("the sample events", () -> Traffic.start(samples, crm, api, Quickstart::say));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
