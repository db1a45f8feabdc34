package dev.atlas.webhooks.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.atlas.webhooks.config.MailConfig;
import dev.atlas.webhooks.config.Secret;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTransportTest {
    private static final String HOST = "127.0.0.1";
    private static final String ID = Notices.IDS.of(Notices.ALERT);
    private static final Instant NOW = Instant.parse("2026-11-23T14:08:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("mailer@example.com", "mailer", "s3cret"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailArrivesAsTextAndAsHtml() throws Exception {
        Mail mail = mail("Ada Lovelace <ada@example.com>");

        assertThat(transport(null).send(mail)).isEqualTo(new SendResult.Sent());

        MimeMessage message = onlyMessage();
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(lines(parts.getBodyPart(0).getContent()))
                .isEqualTo(lines(mail.body().text()))
                .contains("Caf\u00e9 \u6771\u4eac");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(lines(parts.getBodyPart(1).getContent()))
                .isEqualTo(lines(mail.body().html()))
                .contains("Caf\u00e9 \u6771\u4eac");
    }

    @Test
    void theHeadersSayWhoWhenAndThatAProgramWrote() throws Exception {
        transport(null).send(mail("Ada Lovelace <ada@example.com>"));

        MimeMessage message = onlyMessage();
        assertThat(message.getSubject()).isEqualTo("[Caf\u00e9 \u6771\u4eac] Endpoint paused: Billing sync");
        assertThat(message.getFrom())
                .singleElement()
                .hasToString("=?UTF-8?Q?Atlas_W=C3=A9bhooks?= <hooks@example.com>");
        assertThat(message.getAllRecipients()).singleElement().hasToString("Ada Lovelace <ada@example.com>");
        assertThat(message.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(message.getHeader("Message-ID")).containsExactly("<" + ID + "@example.com>");
        assertThat(message.getHeader("Atlas-Mail-Id")).containsExactly(ID);
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("List-Unsubscribe"))
                .containsExactly("<https://hooks.example.com/unsubscribe?t=1>");
        assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com\r\nBcc: victim@example.com",
                "ada@example.com, victim@example.com",
                "ada@example.com\r\n",
                "\"a\nb\" <ada@example.com>",
                "not an address",
                "ada",
                ""
            })
    void aRecipientThatIsNotOneAddressIsRefusedForGood(String to) {
        assertThat(transport(null).send(mail(to))).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.permanent()).isTrue();
            assertThat(refused.reason()).startsWith("the recipient is not a mail address");
        });
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aSubjectCannotAddHeaders() throws Exception {
        Mail mail = new Mail(
                "alert-2", "ada@example.com", "x\r\nBcc: victim@example.com", new Mail.Body("text", "<p>"), NOW, null);

        assertThat(transport(null).send(mail)).isEqualTo(new SendResult.Sent());

        assertThat(onlyMessage().getSubject()).isEqualTo("x Bcc: victim@example.com");
        assertThat(onlyMessage().getHeader("Bcc")).isNull();
        assertThat(onlyMessage().getHeader("List-Unsubscribe")).isNull();
    }

    @Test
    void theRightLoginIsTakenAndAWrongOneIsNotTheMailsFault() {
        assertThat(transport(new MailConfig.Login("mailer", new Secret("s3cret")))
                        .send(mail("ada@example.com")))
                .isEqualTo(new SendResult.Sent());
        assertThat(transport(new MailConfig.Login("mailer", new Secret("wr0ng")))
                        .send(mail("ada@example.com")))
                .isInstanceOfSatisfying(SendResult.Unreachable.class, unreachable -> assertThat(unreachable.reason())
                        .contains("535")
                        .doesNotContain("wr0ng"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            RCPT | 550 5.1.1 no such user  | true
            RCPT | 450 4.2.1 mailbox busy  | false
            MAIL | 553 sender not allowed  | true
            MAIL | 451 try later           | false
            DATA | 554 no valid recipients | true
            .    | 552 message too big     | true
            .    | 452 disk full           | false
            """)
    void aRefusalIsPermanentWhenTheServerSaysSo(String command, String answer, boolean permanent) throws Exception {
        try (ScriptedSmtpServer refusing = new ScriptedSmtpServer(Map.of(command, answer))) {
            assertThat(to(refusing.port(), TIMEOUT, false).send(mail("ada@example.com")))
                    .isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
                        assertThat(refused.permanent()).isEqualTo(permanent);
                        assertThat(refused.reason()).contains(answer);
                    });
        }
    }

    @Test
    void aServerThatIsDownIsUnreachable() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(to(port, TIMEOUT, false).send(mail("ada@example.com")))
                .isInstanceOfSatisfying(SendResult.Unreachable.class, unreachable -> assertThat(unreachable.reason())
                        .containsIgnoringCase("connect")
                        .contains(String.valueOf(port)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELLO", "EHLO", "MAIL", "RCPT", "."})
    void aServerThatFallsSilentIsUnreachable(String command) throws Exception {
        try (ScriptedSmtpServer silent = new ScriptedSmtpServer(Map.of(command, ""))) {
            assertThat(to(silent.port(), SHORT, false).send(mail("ada@example.com")))
                    .isInstanceOfSatisfying(
                            SendResult.Unreachable.class,
                            unreachable -> assertThat(unreachable.reason()).containsIgnoringCase("timed out"));
        }
    }

    @Test
    void aServerThatNeverSaysGoodbyeHasStillTakenTheMail() throws Exception {
        try (ScriptedSmtpServer rude = new ScriptedSmtpServer(Map.of("QUIT", ""))) {
            assertThat(to(rude.port(), SHORT, false).send(mail("ada@example.com")))
                    .isEqualTo(new SendResult.Sent());
        }
    }

    @Test
    void withoutTheRequiredEncryptionNothingIsSent() throws Exception {
        try (ScriptedSmtpServer plain = new ScriptedSmtpServer(Map.of())) {
            assertThat(to(plain.port(), TIMEOUT, true).send(mail("ada@example.com")))
                    .isInstanceOfSatisfying(
                            SendResult.Unreachable.class,
                            unreachable -> assertThat(unreachable.reason()).contains("STARTTLS is required"));
            assertThat(plain.heard()).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("AUTH"));
        }
    }

    @Test
    void theContainersSessionAndItsLoginAreUsed() throws Exception {
        Properties properties = sessionProperties();
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.user", "mailer");
        Session bound = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(getDefaultUserName(), "s3cret");
            }
        });

        assertThat(MailTransport.over(bound, null, TIMEOUT).send(mail("ada@example.com")))
                .isEqualTo(new SendResult.Sent());
        assertThat(onlyMessage().getFrom()).singleElement().hasToString("container@example.com");
        assertThat(properties).doesNotContainKey("mail.smtp.timeout");
    }

    @Test
    void aSessionOfTheContainersOwnClassesServesAsWell() throws Exception {
        URL[] jars = {
            jar(Session.class), jar(Class.forName("jakarta.activation.DataHandler")), jar(MailStreamProvider.class)
        };
        try (URLClassLoader container = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            Object bound = withContextClassLoader(container, () -> container
                    .loadClass("jakarta.mail.Session")
                    .getMethod("getInstance", Properties.class)
                    .invoke(null, sessionProperties()));

            assertThat(bound).isNotInstanceOf(Session.class);
            assertThat(MailTransport.over(bound, "hooks@example.com", TIMEOUT).send(mail("ada@example.com")))
                    .isEqualTo(new SendResult.Sent());
        }
    }

    @Test
    void whatCannotServeIsRefusedAtOnce() {
        assertThatThrownBy(() -> MailTransport.over("text", null, TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what the container has bound for mail is a java.lang.String, not a jakarta.mail.Session");
        assertThatThrownBy(() -> MailTransport.over(Session.getInstance(new Properties()), null, TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the container's mail Session has no property mail.from; set atlas.mail.from");
    }

    @Test
    void aThreadWithAForeignContextClassLoaderSendsAndKeepsIt() throws Exception {
        ClassLoader foreign = ClassLoader.getPlatformClassLoader();

        ClassLoader after = withContextClassLoader(foreign, () -> {
            assertThat(transport(null).send(mail("ada@example.com"))).isEqualTo(new SendResult.Sent());
            return Thread.currentThread().getContextClassLoader();
        });

        assertThat(after).isSameAs(foreign);
    }

    private static <T> T withContextClassLoader(ClassLoader loader, Callable<T> action) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return action.call();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL jar(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private MailTransport transport(MailConfig.@Nullable Login login) {
        return MailTransport.to(
                new MailConfig.Smtp(
                        HOST, server.getSmtp().getPort(), login, false, "Atlas W\u00e9bhooks <hooks@example.com>"),
                TIMEOUT);
    }

    private static MailTransport to(int port, Duration timeout, boolean starttls) {
        return MailTransport.to(new MailConfig.Smtp(HOST, port, null, starttls, "hooks@example.com"), timeout);
    }

    private Properties sessionProperties() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", HOST);
        properties.setProperty("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
        properties.setProperty("mail.from", "container@example.com");
        return properties;
    }

    private static Mail mail(String to) {
        return new AlertMail(URI.create("https://hooks.example.com"), Notices.IDS, InstantSource.fixed(NOW))
                .compose(
                        Notices.paused(
                                "Billing sync", Notices.error(503, "Service Unavailable", "na\u00efve \ud83d\ude00")),
                        Notices.ALERT,
                        to,
                        URI.create("https://hooks.example.com/unsubscribe?t=1"));
    }

    private MimeMessage onlyMessage() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static String lines(Object content) {
        return content.toString().replace("\r\n", "\n").strip();
    }
}
