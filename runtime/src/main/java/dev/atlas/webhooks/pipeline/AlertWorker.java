package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.alert.AlertMail;
import dev.atlas.webhooks.alert.AlertMute;
import dev.atlas.webhooks.alert.JdbcAlerts;
import dev.atlas.webhooks.alert.JdbcAlerts.Waiting;
import dev.atlas.webhooks.alert.MailTransport;
import dev.atlas.webhooks.alert.SendResult;
import dev.atlas.webhooks.alert.UnsubscribeLinks;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the alert outbox holds; what the mail server does not take is tried again for two days. */
final class AlertWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWorker.class);
    private static final int BATCH = 20;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY = Duration.ofHours(2);
    private static final int MOST_ATTEMPTS = 30;

    private final Database database;
    private final AlertMail composer;
    private final UnsubscribeLinks links;
    private final MailTransport transport;
    private final EngineMetrics metrics;
    private final InstantSource clock;

    AlertWorker(
            Database database,
            AlertMail composer,
            UnsubscribeLinks links,
            MailTransport transport,
            EngineMetrics metrics,
            InstantSource clock) {
        this.database = database;
        this.composer = composer;
        this.links = links;
        this.transport = transport;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public boolean does(Matter matter) {
        return matter == Matter.ALERT;
    }

    @Override
    public int runOnce() {
        Instant now = clock.instant();
        List<Waiting> due = database.inTransaction(tx -> JdbcAlerts.claim(tx, now, now.plus(LEASE), BATCH));
        for (Waiting alert : due) {
            AlertMute mute = new AlertMute(alert.workspace(), alert.notice().kind(), alert.recipient());
            SendResult result = transport.send(
                    composer.compose(alert.notice(), alert.messageId(), alert.recipient(), links.to(mute)));
            database.inTransaction(tx -> result.when(new SendResult.Cases<Boolean>() {
                @Override
                public Boolean sent(SendResult.Sent sent) {
                    metrics.mailed("sent");
                    JdbcAlerts.sent(tx, alert, clock.instant());
                    return true;
                }

                @Override
                public Boolean refused(SendResult.Refused refused) {
                    metrics.mailed("refused");
                    if (refused.permanent()) {
                        LOG.warn(
                                "Alert mail {} to {} was refused: {}", alert.id(), alert.recipient(), refused.reason());
                        JdbcAlerts.failed(tx, alert, refused.reason());
                        return false;
                    }
                    return again(alert, refused.reason());
                }

                @Override
                public Boolean unreachable(SendResult.Unreachable unreachable) {
                    metrics.mailed("unreachable");
                    return again(alert, unreachable.reason());
                }

                private boolean again(Waiting waiting, String reason) {
                    LOG.warn("Alert mail {} was not taken by the mail server: {}", waiting.id(), reason);
                    if (waiting.attempts() + 1 >= MOST_ATTEMPTS) {
                        JdbcAlerts.failed(tx, waiting, reason);
                    } else {
                        JdbcAlerts.retry(tx, waiting, reason, clock.instant().plus(backOff(waiting.attempts())));
                    }
                    return false;
                }
            }));
        }
        return due.size();
    }

    private static Duration backOff(int failures) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 20));
        return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    }
}
