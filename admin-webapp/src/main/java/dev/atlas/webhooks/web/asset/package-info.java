/** Beside the path: the style sheets, scripts and icons of the pages, and the security headers of every answer. */
@NullMarked
package dev.atlas.webhooks.web.asset;

import org.jspecify.annotations.NullMarked;
