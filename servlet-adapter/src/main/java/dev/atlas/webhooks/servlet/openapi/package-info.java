/**
 * The OpenAPI document: operations and answers are read from the code, words and requests from one YAML file per
 * resource.
 */
@NullMarked
package dev.atlas.webhooks.servlet.openapi;

import org.jspecify.annotations.NullMarked;
