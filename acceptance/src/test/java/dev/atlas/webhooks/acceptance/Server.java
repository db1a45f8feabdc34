package dev.atlas.webhooks.acceptance;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.net.URI;

/** A running server with the WAR in it. */
interface Server extends AutoCloseable {

    /** Of the web application; ends with a slash. */
    URI address();

    ForkedProcess process();

    @Override
    default void close() {
        process().close();
    }
}
