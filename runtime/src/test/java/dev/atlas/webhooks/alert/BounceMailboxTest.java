package dev.atlas.webhooks.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.atlas.webhooks.alert.BounceMailbox.Look;
import dev.atlas.webhooks.alert.BounceMailbox.Position;
import dev.atlas.webhooks.config.MailConfig;
import dev.atlas.webhooks.config.MailboxConfig;
import dev.atlas.webhooks.config.MailboxConfig.Tls;
import dev.atlas.webhooks.config.Secret;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mailbox at real IMAP servers, good ones and bad ones. */
class BounceMailboxTest {
    private static final String HOST = "127.0.0.1";
    private static final String USER = "hooks";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String NEWSLETTER =
            "From: shop@example.org\r\nTo: hooks@example.com\r\nSubject: Offers\r\n\r\nBuy!\r\n";

    private final GreenMail server = new GreenMail(new ServerSetup[] {
                new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP),
                new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAPS)
            })
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("hooks@example.com", USER, "s3cret"));
    private final List<Bounce> returned = new ArrayList<>();
    private final Instant now = Instant.now();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static BounceMailbox mailbox(int port, Tls tls, String password, String folder, Duration timeout) {
        return new BounceMailbox(
                new MailboxConfig(HOST, port, tls, new MailConfig.Login(USER, new Secret(password)), folder),
                timeout,
                new BounceReader(Notices.IDS));
    }

    private BounceMailbox mailbox() {
        return mailbox(server.getImap().getPort(), Tls.NONE, "s3cret", "INBOX", TIMEOUT);
    }

    private Look look(BounceMailbox mailbox, Position since) {
        return mailbox.look(since, now, returned::add);
    }

    private static String bounce() throws IOException {
        try (InputStream file = BounceMailboxTest.class.getResourceAsStream("bounces/postfix.eml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\n", "\r\n")
                    .replace("{id}", Notices.IDS.of(Notices.ALERT));
        }
    }

    private void arrives(String mail, Instant at) throws MessagingException, FolderException {
        GreenMailUser user = server.getUserManager().getUser(USER);
        server.getManagers()
                .getImapHostManager()
                .getInbox(user)
                .appendMessage(
                        new MimeMessage(
                                Session.getInstance(new Properties()),
                                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))),
                        new Flags(),
                        Date.from(at));
    }

    private List<Boolean> seen() throws FolderException {
        GreenMailUser user = server.getUserManager().getUser(USER);
        return server.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                .map(message -> message.isSet(Flags.Flag.SEEN))
                .toList();
    }

    @Test
    void eachMailIsLookedAtOnceAndOnlyAReturnedOneIsMarkedAsRead() throws Exception {
        arrives(NEWSLETTER, now);
        arrives(bounce(), now);
        arrives(NEWSLETTER, now);

        Look first = look(mailbox(), null);
        assertThat(first.trouble()).isNull();
        assertThat(first.more()).isFalse();
        assertThat(returned).hasSize(1);
        assertThat(seen()).containsExactly(false, true, false);

        assertThat(look(mailbox(), first.position())).isEqualTo(first);
        arrives(bounce(), now);
        look(mailbox(), first.position());
        assertThat(returned).hasSize(2);
    }

    @Test
    void aMailThatSomebodyElseHasReadCountsToo() throws Exception {
        arrives(bounce(), now);
        GreenMailUser user = server.getUserManager().getUser(USER);
        server.getManagers()
                .getImapHostManager()
                .getInbox(user)
                .setFlags(new Flags(Flags.Flag.SEEN), true, 1, null, false);

        look(mailbox(), null);
        assertThat(returned).hasSize(1);
    }

    @Test
    void whatPeopleHaveMarkedAsDeletedIsStillThereAfterwards() throws Exception {
        arrives(NEWSLETTER, now);
        arrives(bounce(), now);
        GreenMailUser user = server.getUserManager().getUser(USER);
        server.getManagers()
                .getImapHostManager()
                .getInbox(user)
                .setFlags(new Flags(Flags.Flag.DELETED), true, 1, null, false);

        look(mailbox(), null);
        assertThat(returned).hasSize(1);
        assertThat(seen()).hasSize(2);
    }

    @Test
    void aFirstLookGoesBackAWeekAndAnotherNumberingBeginsAnew() throws Exception {
        for (int i = 0; i < 5; i++) {
            arrives(bounce(), now.minus(Duration.ofDays(30)));
        }
        Look nothingNew = look(mailbox(), null);
        assertThat(returned).isEmpty();
        assertThat(nothingNew.position()).isNotNull();
        arrives(bounce(), now);

        Look look = look(mailbox(), null);
        assertThat(returned).hasSize(1);
        look(mailbox(), new Position(look.position().validity() + 1, 1_000_000));
        assertThat(returned).hasSize(2);
    }

    @Test
    void hundredsOfForeignMailsAreTakenInBatches() throws Exception {
        for (int i = 0; i < 250; i++) {
            arrives(NEWSLETTER, now);
        }
        arrives(bounce(), now);

        BounceMailbox mailbox = mailbox();
        Look look = look(mailbox, null);
        int looks = 1;
        while (look.more()) {
            look = look(mailbox, look.position());
            looks++;
        }
        assertThat(looks).isEqualTo(3);
        assertThat(returned).hasSize(1);
        assertThat(seen().stream().filter(seen -> seen)).hasSize(1);
    }

    @Test
    void largeMailsAreNotFetched() throws Exception {
        String large = bounce().replace(
                        "This is the mail system", "x".repeat(76).concat("\r\n").repeat(30_000));
        String late = bounce().replace(
                        "This is the mail system", "x".repeat(76).concat("\r\n").repeat(5_000));
        arrives(large, now);
        arrives(late, now);
        arrives(bounce(), now);

        assertThat(look(mailbox(), null).trouble()).isNull();
        assertThat(returned).hasSize(1);
        assertThat(seen()).containsExactly(false, false, true);
    }

    @Test
    void aWrongPasswordAndAFolderThatIsNotThereAreNamed() {
        int port = server.getImap().getPort();
        assertThat(look(mailbox(port, Tls.NONE, "wr0ng", "INBOX", TIMEOUT), null)
                        .trouble())
                .startsWith("its server refuses atlas.mail.bounces.user or .password");
        assertThat(look(mailbox(port, Tls.NONE, "s3cret", "Returned", TIMEOUT), null)
                        .trouble())
                .containsIgnoringCase("Returned");
    }

    @Test
    void aServerThatIsDownOrNotTrustedOrDoesNotEncryptGetsNoPassword() throws Exception {
        assertThat(look(mailbox(server.getImaps().getPort(), Tls.IMPLICIT, "s3cret", "INBOX", TIMEOUT), null)
                        .trouble())
                .contains("certif");
        try (ScriptedImapServer plain = new ScriptedImapServer(List.of(), 0)) {
            assertThat(look(mailbox(plain.port(), Tls.STARTTLS, "s3cret", "INBOX", TIMEOUT), null)
                            .trouble())
                    .contains("STARTTLS");
            assertThat(plain.heard()).noneMatch(command -> command.contains("LOGIN"));
        }
        int port = server.getImap().getPort();
        server.stop();
        assertThat(look(mailbox(port, Tls.NONE, "s3cret", "INBOX", TIMEOUT), null)
                        .trouble())
                .contains("connect");
    }

    @ParameterizedTest
    @EnumSource(Tls.class)
    void aServerThatKeepsSilentIsWaitedForOnlyAWhile(Tls tls) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Look look = look(mailbox(silent.getLocalPort(), tls, "s3cret", "INBOX", SHORT), null);
            assertThat(look.trouble()).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aMailAtWhichTheConnectionEndsIsPassedOverAtTheThirdTime() throws Exception {
        try (ScriptedImapServer bad = new ScriptedImapServer(List.of(NEWSLETTER, NEWSLETTER, bounce()), 2)) {
            BounceMailbox mailbox = mailbox(bad.port(), Tls.NONE, "s3cret", "INBOX", TIMEOUT);
            Look look = look(mailbox, null);
            assertThat(look.trouble()).isNotNull();
            assertThat(look.position()).isEqualTo(new Position(7, 1));
            look = look(mailbox, look.position());
            assertThat(look.position()).isEqualTo(new Position(7, 1));
            look = look(mailbox, look.position());
            assertThat(look.position()).isEqualTo(new Position(7, 2));

            look = look(mailbox, look.position());
            assertThat(look.trouble()).isNull();
            assertThat(returned).hasSize(1);
            assertThat(bad.heard()).anyMatch(command -> command.contains("STORE 3 +FLAGS"));
        }
    }
}
