/**
 * Side service of the language: what could be typed next.
 */
@NullMarked
package dev.atlas.webhooks.dsl.complete;

import org.jspecify.annotations.NullMarked;
