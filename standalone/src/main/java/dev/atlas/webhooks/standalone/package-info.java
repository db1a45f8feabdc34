/** Around the path: the WAR's own server, an embedded Jetty, for {@code java -jar} and the quickstart. */
@NullMarked
package dev.atlas.webhooks.standalone;

import org.jspecify.annotations.NullMarked;
