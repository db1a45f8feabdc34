/**
 * The owner learns: turns what the settlement noted into mail, and hands it to a mail server.
 */
@NullMarked
package dev.atlas.webhooks.alert;

import org.jspecify.annotations.NullMarked;
