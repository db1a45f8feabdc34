package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.JdbcMembers;
import dev.atlas.webhooks.alert.Bounce;
import dev.atlas.webhooks.alert.BounceMailbox;
import dev.atlas.webhooks.alert.BounceMailbox.Look;
import dev.atlas.webhooks.alert.BounceMailbox.Position;
import dev.atlas.webhooks.alert.JdbcAlerts;
import dev.atlas.webhooks.alert.JdbcMailbox;
import dev.atlas.webhooks.alert.MailSubject;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every minute, on one node, for mails of ours that were returned, and puts down that they were; less often while
 * the mailbox cannot be read. A mail that is looked at twice changes nothing the second time.
 */
final class BounceWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(BounceWorker.class);

    /** Its position is the time since when the mailbox could not be read; 0 when it can. */
    private static final String TASK = "bounces";

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** A node that dies in the midst of a look keeps the others from it for so long. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Database database;
    private final BounceMailbox mailbox;
    private final Faults faults;
    private final EngineMetrics metrics;
    private final InstantSource clock;
    private final String what;
    private boolean begun;

    BounceWorker(Database database, BounceMailbox mailbox, Faults faults, EngineMetrics metrics, InstantSource clock) {
        this.database = database;
        this.mailbox = mailbox;
        this.faults = faults;
        this.metrics = metrics;
        this.clock = clock;
        this.what = "the mailbox of returned mail"; // not whose: everybody may ask for /readyz
    }

    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofSeconds(20));
    }

    @Override
    public int runOnce() {
        Instant now = clock.instant();
        if (!begun) {
            database.inTransaction(tx -> hasten(tx, now));
            begun = true;
        }
        if (!database.inTransaction(tx -> JdbcTasks.take(tx, TASK, now, LEASE))) {
            heedOthers();
            return 0;
        }
        Position since =
                database.read(tx -> JdbcMailbox.read(tx, mailbox.name()).orElse(null));
        Look look = mailbox.look(since, now, this::returned);
        database.inTransaction(tx -> done(tx, look));
        if (look.trouble() == null) {
            faults.over(what);
        } else {
            faults.outside(
                    what,
                    "cannot be read, so nobody is told which mails were returned; see to atlas.mail.bounces.* and that"
                            + " server: " + look.trouble());
        }
        return look.more() ? 1 : 0;
    }

    /** Who starts this process has perhaps just mended the settings, and waits for what becomes of it. */
    private static int hasten(Handle tx, Instant now) {
        return JdbcTasks.position(tx, TASK) == 0 ? 0 : JdbcTasks.put(tx, TASK, now);
    }

    private int done(Handle tx, Look look) {
        Instant now = clock.instant();
        Position position = look.position();
        if (position != null) {
            JdbcMailbox.write(tx, mailbox.name(), position);
        }
        if (look.trouble() == null) {
            JdbcTasks.setPosition(tx, TASK, 0);
            return JdbcTasks.put(tx, TASK, look.more() ? now : now.plus(PERIOD));
        }
        long before = JdbcTasks.position(tx, TASK);
        Instant since = before == 0 ? now : Instant.ofEpochMilli(before);
        JdbcTasks.setPosition(tx, TASK, since.toEpochMilli());
        return JdbcTasks.put(tx, TASK, now.plus(pause(Duration.between(since, now))));
    }

    /** As long again as it has lasted: a wrong password must not lock the mailbox. */
    private static Duration pause(Duration lasted) {
        return lasted.compareTo(PERIOD) < 0 ? PERIOD : lasted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : lasted;
    }

    /** Another node may have found that the mailbox can be read again. */
    private void heedOthers() {
        if (database.read(tx -> JdbcTasks.position(tx, TASK)) == 0) {
            faults.over(what);
        }
    }

    private void returned(Bounce bounce) {
        boolean news = database.inTransaction(tx -> bounce.about().when(new MailSubject.Cases<>() {
            @Override
            public Boolean alert(MailSubject.OfAlert subject) {
                return JdbcAlerts.bounced(tx, subject.alert(), bounce, clock.instant());
            }

            @Override
            public Boolean member(MailSubject.OfMember subject) {
                return JdbcMembers.mailReturned(tx, subject.member(), words(bounce));
            }
        }));
        if (news) {
            metrics.mailed("bounced");
            LOG.warn("The mail of {} was returned: {}", bounce.about(), words(bounce));
        } else {
            LOG.info("The mail of {} was returned, which is known, or it is not kept any more", bounce.about());
        }
    }

    private static String words(Bounce bounce) {
        return (bounce.recipient() == null ? "" : bounce.recipient() + ": ") + bounce.words();
    }
}
