/**
 * Who listens: endpoints, what they want, and the secrets that sign for them.
 */
@NullMarked
package dev.atlas.webhooks.endpoint;

import org.jspecify.annotations.NullMarked;
