/**
 * Event in: what a publisher hands over, checked and kept in the publisher's own words.
 */
@NullMarked
package dev.atlas.webhooks.event;

import org.jspecify.annotations.NullMarked;
