/** Behind the path: the packaged WAR as its users run it, in forked processes, over HTTP and SQL only. */
@NullMarked
package dev.atlas.webhooks.acceptance;

import org.jspecify.annotations.NullMarked;
