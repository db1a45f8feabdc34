/** Beside the path: the pages about the workspace itself: its API keys, its alert mails, and who changed what. */
@NullMarked
package dev.atlas.webhooks.web.workspace;

import org.jspecify.annotations.NullMarked;
