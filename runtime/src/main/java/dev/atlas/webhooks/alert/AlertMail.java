package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.alert.jte.html.StaticTemplates;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.MemberId;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Puts notices into mails: what happened to which endpoint, and where to do something about it. Thread-safe. */
public final class AlertMail {
    private final AlertWords words;
    private final MailIds ids;
    private final InstantSource clock;

    /**
     * @param publicUrl the base of links, without a slash at its end; null for mail without links
     */
    public AlertMail(@Nullable URI publicUrl, MailIds ids, InstantSource clock) {
        this.words = new AlertWords(publicUrl);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Composes the mail. What the endpoint and other people wrote is escaped in it.
     *
     * @param alert what the Message-ID is made of, so that it is the same at each try
     * @param to the recipient's address
     * @param unsubscribe where the recipient can end such mail; null for nowhere
     */
    public Mail compose(AlertNotice notice, AlertId alert, String to, @Nullable URI unsubscribe) {
        return compose(notice.when(words), notice.endpoint().workspace(), ids.of(alert), to, unsubscribe);
    }

    /**
     * Puts words about a workspace into a mail that a member has asked for, or was asked to get.
     *
     * @param ticket what the mail is sent for
     */
    public Mail compose(AlertText text, String workspace, MemberId member, long ticket, String to) {
        return compose(text, workspace, ids.of(member, ticket), to, null);
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
