/** Beside the path: the pages about what nobody took, and how it is delivered again. */
@NullMarked
package dev.atlas.webhooks.web.replay;

import org.jspecify.annotations.NullMarked;
