/**
 * Stage 3 of the language: what is wrong or doubtful about a tree, given the events it will meet.
 */
@NullMarked
package dev.atlas.webhooks.dsl.check;

import org.jspecify.annotations.NullMarked;
