/**
 * Administration: the application services that the pages and the HTTP API share.
 */
@NullMarked
package dev.atlas.webhooks.admin;

import org.jspecify.annotations.NullMarked;
