/** The page that describes the HTTP API, made of its OpenAPI document. */
@NullMarked
package dev.atlas.webhooks.web.reference;

import org.jspecify.annotations.NullMarked;
