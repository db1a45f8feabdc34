/**
 * Joins the stages of the path; the only package that does. Workers are stepped by {@code runOnce()}.
 *
 * <p>Every delivery that is not finished is a row of the queue, also while its first attempt is under way, so that the log, a
 * pause, a deletion and retention see it. A journal of claimed batches in its place, which names the deliveries in one text
 * and writes each once with its outcome, was 1.3 times as fast on MariaDB, and 0.9 to 1.3 times on MySQL, in a study of
 * queue designs alone (batches of 100), with 0.6 of the redo. It was not built: each of those readers would have to open
 * the journals of all nodes.
 */
@NullMarked
package dev.atlas.webhooks.pipeline;

import org.jspecify.annotations.NullMarked;
