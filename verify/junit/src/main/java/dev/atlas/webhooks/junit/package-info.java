/** For the tests of those who receive webhooks and of those who publish events. */
@NullMarked
package dev.atlas.webhooks.junit;

import org.jspecify.annotations.NullMarked;
