/**
 * Beside the path: keeps tables that grow for ever cut into pieces by time, makes pieces ahead and drops those whose time is
 * over, so that a year-old installation is as fast as a new one.
 */
@NullMarked
package dev.atlas.webhooks.retention;

import org.jspecify.annotations.NullMarked;
