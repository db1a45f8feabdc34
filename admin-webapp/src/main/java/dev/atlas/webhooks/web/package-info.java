/**
 * Beside the path: the pages where operators see it and steer it.
 *
 * <p>{@link dev.atlas.webhooks.web.AdminWebapp} is the door; it is named in {@code web.xml}.
 */
@NullMarked
package dev.atlas.webhooks.web;

import org.jspecify.annotations.NullMarked;
