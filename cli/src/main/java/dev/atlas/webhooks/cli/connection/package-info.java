/** Which server, with which key, and what it answers. */
@NullMarked
package dev.atlas.webhooks.cli.connection;

import org.jspecify.annotations.NullMarked;
