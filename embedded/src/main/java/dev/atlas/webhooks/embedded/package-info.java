/**
 * Beside the path: real servers to develop and test it with (database, mail), started from their Maven artifacts. For
 * tests and the quickstart, never inside the WAR.
 */
@NullMarked
package dev.atlas.webhooks.embedded;

import org.jspecify.annotations.NullMarked;
