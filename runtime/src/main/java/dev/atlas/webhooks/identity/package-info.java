/**
 * Under the path: the ids of things, how they are made and how they are shown.
 */
@NullMarked
package dev.atlas.webhooks.identity;

import org.jspecify.annotations.NullMarked;
