/** The extension as its users write it. */
@NullMarked
package dev.atlas.webhooks.junit;

import org.jspecify.annotations.NullMarked;
