package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.alert.jte.html.StaticTemplates;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Puts notices into mails: what happened to which endpoint, and where to do something about it. Thread-safe. */
public final class AlertMail {
    private final AlertWords words;
    private final InstantSource clock;

    /**
     * @param publicUrl the base of links, without a slash at its end; null for mail without links
     */
    public AlertMail(@Nullable URI publicUrl, InstantSource clock) {
        this.words = new AlertWords(publicUrl);
        this.clock = clock;
    }

    /**
     * Composes the mail. What the endpoint and other people wrote is escaped in it.
     *
     * @param id what the Message-ID is made of: the same for the same alert, see {@link Mail}
     * @param to the recipient's address
     * @param unsubscribe where the recipient can end such mail; null for nowhere
     */
    public Mail compose(AlertNotice notice, String id, String to, @Nullable URI unsubscribe) {
        return compose(notice.when(words), notice.endpoint().workspace(), id, to, unsubscribe);
    }

    /** Puts words about a workspace into a mail that its reader has asked for, or was asked to get. */
    public Mail compose(AlertText text, String workspace, String id, String to) {
        return compose(text, workspace, id, to, null);
    }

    private Mail compose(AlertText text, String workspace, String id, String to, @Nullable URI unsubscribe) {
        String link = unsubscribe == null ? null : unsubscribe.toASCIIString();
        Mail.Body body = new Mail.Body(
                new dev.atlas.webhooks.alert.jte.text.StaticTemplates()
                        .alert(text, link)
                        .render(),
                new StaticTemplates().alert(text, link).render());
        String subject = "[%s] %s".formatted(workspace, text.headline());
        return new Mail(id, to, subject, body, clock.instant(), unsubscribe);
    }
}
