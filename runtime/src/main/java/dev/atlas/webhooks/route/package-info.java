/**
 * Route: decides for each endpoint of a workspace whether it gets the event. Pure.
 */
@NullMarked
package dev.atlas.webhooks.route;

import org.jspecify.annotations.NullMarked;
