/**
 * Stage 1 of the language: text in, tree or positioned problems in plain words out; ANTLR never leaves this package.
 */
@NullMarked
package dev.atlas.webhooks.dsl.parse;

import org.jspecify.annotations.NullMarked;
