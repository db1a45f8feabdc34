/** Beside the path: the filter editor and its laboratory: what a rule does, to one event and to those of the past. */
@NullMarked
package dev.atlas.webhooks.web.filter;

import org.jspecify.annotations.NullMarked;
