@NullMarked
package dev.atlas.webhooks.cli.connection;

import org.jspecify.annotations.NullMarked;
