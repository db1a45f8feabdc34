package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.config.MailboxConfig;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailbox in which returned mail arrives, over IMAP (RFC 9051). Each mail is looked at once, in the order in which they
 * came: its beginning only, and nothing of a large one, which none of ours could have become. A mail that says that one of
 * ours was returned is marked as read; all others stay as they are. For one thread.
 */
public final class BounceMailbox {
    private static final Logger LOG = LoggerFactory.getLogger(BounceMailbox.class);
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LARGEST_MAIL = 1024 * 1024;
    private static final int BATCH = 100;
    private static final int WINDOW = 2_000;
    private static final int MOST_TRIES = 3;

    /** Servers give up after five days at most (RFC 5321, section 4.5.4.1). */
    private static final Duration FIRST_LOOK = Duration.ofDays(7);

    private final MailboxConfig mailbox;
    private final Session session;
    private final BounceReader reader;
    private long stumbledOver;
    private int stumbles;

    /** @param timeout the longest wait for the connection, for each answer and for each write */
    public BounceMailbox(MailboxConfig mailbox, Duration timeout, BounceReader reader) {
        this.mailbox = mailbox;
        this.session = MailSessions.to(mailbox, timeout);
        this.reader = reader;
    }

    /** Which mailbox it is. */
    public String name() {
        return mailbox.name();
    }

    /**
     * How far a mailbox was read (RFC 9051, section 2.3.1.1).
     *
     * @param validity what its server calls its numbering; others are new numbers
     * @param uid the highest number that was looked at
     */
    public record Position(long validity, long uid) {}

    /**
     * What became of a look.
     *
     * @param position how far it got, also when it could not go on; null when nothing is known of the numbers
     * @param more whether there is more to look at now
     * @param trouble why the mailbox cannot be read, with what to do; null when it can
     */
    public record Look(@Nullable Position position, boolean more, @Nullable String trouble) {}

    /**
     * Looks at the next mails, a hundred at most. Never throws for what servers, networks and mails do.
     *
     * @param since null to begin with the mails of the last week
     * @param returned told of each mail that was returned, before it is marked as read
     */
    public Look look(@Nullable Position since, Instant now, Consumer<Bounce> returned) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // As in MailTransport.
        thread.setContextClassLoader(BounceMailbox.class.getClassLoader());
        Progress progress = new Progress(since);
        try (Store store = session.getStore()) {
            store.connect();
            Folder folder = store.getFolder(mailbox.folder());
            folder.open(Folder.READ_WRITE);
            boolean more = look((IMAPFolder) folder, progress, now, returned);
            // Not by AutoCloseable, which removes for good what people have marked as deleted.
            folder.close(false);
            return new Look(progress.position, more, null);
        } catch (AuthenticationFailedException e) {
            return progress.stoppedBy(
                    "its server refuses atlas.mail.bounces.user or .password: " + MailTransport.reason(e));
        } catch (MessagingException e) {
            return progress.stoppedBy(MailTransport.reason(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** How far a look has got. */
    private static final class Progress {
        private @Nullable Position position;

        Progress(@Nullable Position position) {
            this.position = position;
        }

        Look stoppedBy(String reason) {
            return new Look(position, false, reason);
        }
    }

    private boolean look(IMAPFolder folder, Progress progress, Instant now, Consumer<Bounce> returned)
            throws MessagingException {
        long validity = folder.getUIDValidity();
        Position known = progress.position;
        long last = known != null && known.validity() == validity ? known.uid() : beforeFirst(folder, now);
        long next = folder.getUIDNext(); // -1 where the server does not tell
        long end = next > 0 ? Math.min(last + WINDOW, next - 1) : UIDFolder.LASTUID;
        progress.position = new Position(validity, last);
        if (next > 0 && end <= last) {
            return false;
        }
        Message[] all = folder.getMessagesByUID(last + 1, end);
        Message[] batch = Stream.of(all).limit(BATCH).toArray(Message[]::new);
        FetchProfile sizes = new FetchProfile();
        sizes.add(FetchProfile.Item.SIZE);
        sizes.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(batch, sizes);
        for (Message message : batch) {
            long uid = folder.getUID(message);
            if (uid > last) { // a range up to the last one has always that one in it
                lookAt(folder, (IMAPMessage) message, uid, returned);
                progress.position = new Position(validity, uid);
            }
        }
        boolean windowDone = all.length == batch.length;
        if (windowDone && next > 0) {
            progress.position = new Position(validity, end);
        }
        return !windowDone || (next > 0 && end < next - 1);
    }

    /** The number before that of the first mail which is new enough. */
    private static long beforeFirst(IMAPFolder folder, Instant now) throws MessagingException {
        Message[] recent = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(now.minus(FIRST_LOOK))));
        if (recent.length == 0) {
            return Math.max(0, folder.getUIDNext() - 1);
        }
        FetchProfile numbers = new FetchProfile();
        numbers.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(recent, numbers);
        long first = Long.MAX_VALUE;
        for (Message message : recent) {
            first = Math.min(first, folder.getUID(message));
        }
        return first - 1;
    }

    private void lookAt(IMAPFolder folder, IMAPMessage message, long uid, Consumer<Bounce> returned)
            throws MessagingException {
        try {
            if (message.getSize() > LARGEST_MAIL) {
                return;
            }
            Optional<Bounce> bounce = reader.read(beginning(message));
            if (bounce.isPresent()) {
                returned.accept(bounce.get());
                message.setFlag(Flags.Flag.SEEN, true);
            }
        } catch (IOException | MessagingException e) {
            // Where the connection is still good it is this mail that cannot be had.
            if (!folder.isOpen() && !hasStumbledTooOften(uid)) {
                throw e instanceof MessagingException trouble ? trouble : new MessagingException("", (IOException) e);
            }
            LOG.warn("Mail {} of the mailbox {} cannot be read, so it is left alone: {}", uid, name(), e.getMessage());
        }
    }

    private static byte[] beginning(IMAPMessage message) throws MessagingException, IOException {
        message.setPeek(true);
        try (InputStream mail = message.getMimeStream()) {
            return mail.readNBytes(MOST_BYTES);
        }
    }

    /** A mail at which the connection ends each time must not keep us from those behind it. */
    private boolean hasStumbledTooOften(long uid) {
        stumbles = stumbledOver == uid ? stumbles + 1 : 1;
        stumbledOver = uid;
        return stumbles >= MOST_TRIES;
    }
}
