/** What is shown, for people and for scripts. */
@NullMarked
package dev.atlas.webhooks.cli.output;

import org.jspecify.annotations.NullMarked;
