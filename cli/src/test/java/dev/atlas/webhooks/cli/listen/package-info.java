@NullMarked
package dev.atlas.webhooks.cli.listen;

import org.jspecify.annotations.NullMarked;
