@NullMarked
package dev.atlas.webhooks.cli.command;

import org.jspecify.annotations.NullMarked;
