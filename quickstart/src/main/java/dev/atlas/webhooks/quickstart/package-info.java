/**
 * Around the path: the whole product with a demo around it, by one command and without anything installed.
 */
@NullMarked
package dev.atlas.webhooks.quickstart;

import org.jspecify.annotations.NullMarked;
