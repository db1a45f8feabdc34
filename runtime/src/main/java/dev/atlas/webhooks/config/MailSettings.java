package dev.atlas.webhooks.config;

import org.jspecify.annotations.Nullable;

/**
 * Mail in both directions.
 *
 * @param returned where mail that was returned is found; null when nobody is to look
 */
public record MailSettings(MailConfig sent, @Nullable MailboxConfig returned) {}
