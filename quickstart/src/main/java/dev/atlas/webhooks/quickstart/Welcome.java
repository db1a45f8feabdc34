package dev.atlas.webhooks.quickstart;

import dev.atlas.webhooks.embedded.DatabaseServer;
import java.net.URI;

/** What a person needs to know once everything runs. */
final class Welcome {
    private Welcome() {}

    static String text(Options options, Credentials credentials, DatabaseServer database, URI webapp, URI site) {
        return """

               Atlas Webhooks is ready. Ctrl-C ends it.

                 Admin webapp   %1$s
                                log in as %2$s with the password %3$s
                 HTTP API       %1$sapi/v1
                                Authorization: Bearer %4$s
                 Alert mails    %5$smail/ and as files in %6$s
                                about the endpoint that always fails: it is paused a minute after the first start;
                                its owner has left, so that mail comes back: see Alerts a minute later
                 Database       mariadb --skip-ssl --host %7$s --port %8$d --user %9$s --password=%10$s %11$s
                 Log            %12$s

               Two sample events a second are published to the workspace Demo CRM: every other one in a transaction of a
               small application in the schema crm, the others over HTTP. To add your own:

                 curl %1$sapi/v1/events -H 'Authorization: Bearer %4$s' \\
                   -H 'Content-Type: application/json' \\
                   -d '{"type":"deal.updated","data":{"deal":{"id":"d_1","value":30000,"tags":["enterprise"]}}}'
               """
                .formatted(
                        webapp,
                        Credentials.ADMIN_EMAIL,
                        credentials.adminPassword(),
                        credentials.apiKey(),
                        site,
                        options.mailFolder(),
                        Options.HOST,
                        database.port(),
                        database.user(),
                        database.password(),
                        CrmDatabase.PRODUCT_SCHEMA,
                        options.logFile());
    }
}
