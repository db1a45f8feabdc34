/** The shared vectors, the examples, and the other languages' own tests. */
@NullMarked
package dev.atlas.webhooks.verify;

import org.jspecify.annotations.NullMarked;
