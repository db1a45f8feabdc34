/**
 * Before the path: the settings, read once into records, with every problem reported together.
 */
@NullMarked
package dev.atlas.webhooks.config;

import org.jspecify.annotations.NullMarked;
