/** The command line against a scripted server; against the product it is tested in the module {@code acceptance}. */
@NullMarked
package dev.atlas.webhooks.cli;

import org.jspecify.annotations.NullMarked;
