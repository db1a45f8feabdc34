/** Beside the path: who looks at the pages: log-in, the session, and the proof that a form came from one of our pages. */
@NullMarked
package dev.atlas.webhooks.web.session;

import org.jspecify.annotations.NullMarked;
