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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the alert outbox holds; what the mail server does not take is tried again for two days. */
final class AlertWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWorker.class);

    /** One mail is taken at a time, so the mails of a node that dies wait no longer than this for another. */
    private static final Duration LEASE = Duration.ofMinutes(1);

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
        Optional<Waiting> due = database.inTransaction(tx -> JdbcAlerts.claim(tx, now, now.plus(LEASE)));
        due.ifPresent(this::send);
        return due.isPresent() ? 1 : 0;
    }

    private void send(Waiting alert) {
        AlertMute mute = new AlertMute(alert.workspace(), alert.notice().kind(), alert.recipient());
        SendResult result =
                transport.send(composer.compose(alert.notice(), alert.alert(), alert.recipient(), links.to(mute)));
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
                    LOG.warn("Alert mail {} to {} was refused: {}", alert.id(), alert.recipient(), refused.reason());
                    JdbcAlerts.failed(tx, alert, refused.reason());
                    return false;
                }
                return again(refused.reason());
            }

            @Override
            public Boolean unreachable(SendResult.Unreachable unreachable) {
                metrics.mailed("unreachable");
                return again(unreachable.reason());
            }

            private boolean again(String reason) {
                LOG.warn("Alert mail {} was not taken by the mail server: {}", alert.id(), reason);
                if (alert.attempts() + 1 >= MOST_ATTEMPTS) {
                    JdbcAlerts.failed(tx, alert, reason);
                } else {
                    JdbcAlerts.retry(tx, alert, reason, clock.instant().plus(backOff(alert.attempts())));
                }
                return false;
            }
        }));
    }

    private static Duration backOff(int failures) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 20));
        return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    }
}
