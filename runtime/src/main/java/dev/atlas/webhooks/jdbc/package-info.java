/**
 * Under the path: transactions and the schema. Knows no table.
 */
@NullMarked
package dev.atlas.webhooks.jdbc;

import org.jspecify.annotations.NullMarked;
