/**
 * Side service of the language: a tree back into its one canonical text.
 */
@NullMarked
package dev.atlas.webhooks.dsl.format;

import org.jspecify.annotations.NullMarked;
