/**
 * Joins the stages of the path; the only package that does. Workers are stepped by {@code runOnce()}.
 */
@NullMarked
package dev.atlas.webhooks.pipeline;

import org.jspecify.annotations.NullMarked;
