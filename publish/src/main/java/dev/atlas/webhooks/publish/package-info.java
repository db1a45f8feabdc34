/**
 * Before the path: how an application puts an event into its own database transaction. Depends on nothing but the JDK.
 */
@NullMarked
package dev.atlas.webhooks.publish;

import org.jspecify.annotations.NullMarked;
