/** The command {@code atlas}: what developers of receivers do from a terminal. It knows the server by its HTTP API only. */
@NullMarked
package dev.atlas.webhooks.cli;

import org.jspecify.annotations.NullMarked;
