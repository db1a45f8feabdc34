/** What a receiver in the Servlet API looks like; the README shows it. */
@NullMarked
package dev.atlas.webhooks.verify.example;

import org.jspecify.annotations.NullMarked;
