/**
 * Joins the stages of the path; the only package that does.
 */
@NullMarked
package dev.atlas.webhooks.pipeline;

import org.jspecify.annotations.NullMarked;
