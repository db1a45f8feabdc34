package dev.atlas.webhooks.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.config.MasterKey;
import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceReaderTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(1024);
    private static final AlertId ALERT = new AlertId(WORKSPACE, 4_711L << 20);

    private final MailIds ids = new MailIds(keys(1, null));
    private final BounceReader reader = new BounceReader(ids);

    private static MasterKeys keys(int current, @Nullable Integer previous) {
        return new MasterKeys(key(current), previous == null ? null : key(previous));
    }

    private static MasterKey key(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return MasterKey.parse(Base64.getEncoder().encodeToString(bytes));
    }

    private String sample(String name) throws IOException {
        return sample(name, ids.of(ALERT));
    }

    private static String sample(String name, String id) throws IOException {
        try (InputStream file = BounceReaderTest.class.getResourceAsStream("bounces/" + name + ".eml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\n", "\r\n")
                    .replace("{id}", id);
        }
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postfix       | gone@example.net  | 5.1.1  | mx.example.net                                                                     | 550 5.1.1 <gone@example.net>: Recipient address rejected: User unknown in virtual mailbox table
                    exim          | gone@example.net  | 5.0.0  | mx.example.net                                                                     | 550 No such user here
                    exim-prose    | gone@example.net  | 5.1.1  |                                                                                    | 550 5.1.1 No such user here
                    qmail         | gone@example.net  | 5.1.1  |                                                                                    | 550 5.1.1 sorry, no mailbox here by that name
                    exchange      | gone@example.net  | 5.1.10 | DB0EXAMPLE.outlook.example                                                         | 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient gone@example.net not found by SMTP address lookup
                    gmail         | gone@example.net  | 5.1.1  | mx.example.net. (192.0.2.25, the server for the domain example.net.)               | 550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces.
                    ses           | gone@example.net  | 5.0.0  | a8-31.smtp-out.amazonses.example                                                   | 554 delivery error: dd This user doesn't have an account (gone@example.net)
                    international | größe@example.net | 5.1.1  | relay.example.com                                                                  | 550 5.1.1 Postfach größe@example.net unbekannt
                    """)
    void whatServersWriteIsUnderstood(String server, String recipient, String code, String by, String words)
            throws IOException {
        assertThat(reader.read(bytes(sample(server))))
                .contains(new Bounce(new MailSubject.OfAlert(ALERT), recipient, code, words, by));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-delayed",
                "not-delivered",
                "not-holiday",
                "not-seen-receipt",
                "not-complaint",
                "not-ours-but-attached",
                "not-a-reply",
                "not-yet-prose"
            })
    void whatIsNoFailureOfOurMailIsLeftAlone(String name) throws IOException {
        assertThat(reader.read(bytes(sample(name)))).isEmpty();
    }

    @Test
    void anIdThatWeDidNotMakeIsNotBelieved() throws IOException {
        String id = ids.of(ALERT);
        String another = new AlertId(WORKSPACE, 4_712L << 20) + id.substring(id.indexOf('.'));
        String short1 = id.substring(0, id.length() - 2);
        String ofAnotherKey = new MailIds(keys(2, null)).of(ALERT);
        for (String forged : new String[] {another, short1, ofAnotherKey, id.replaceFirst("\\.", "_1."), "x" + id}) {
            for (String server : new String[] {"postfix", "ses", "qmail"}) {
                assertThat(reader.read(bytes(sample(server, forged))))
                        .as(forged)
                        .isEmpty();
            }
        }
    }

    @Test
    void aMailFromBeforeTheMasterKeyWasChangedIsKnownToo() throws IOException {
        BounceReader later = new BounceReader(new MailIds(keys(2, 1)));

        assertThat(later.read(bytes(sample("postfix")))).isPresent();
    }

    @Test
    void aMailToAMemberIsKnownByItsMember() throws IOException {
        MemberId member = new MemberId(WORKSPACE, 77);

        assertThat(reader.read(bytes(sample("exim", ids.of(member, 12_345)))))
                .get()
                .extracting(Bounce::about)
                .isEqualTo(new MailSubject.OfMember(member));
        assertThat(ids.of(member, 1)).isNotEqualTo(ids.of(member, 2));
    }

    @Test
    void whereNothingIsReturnedTheReportsReferencesCount() throws IOException {
        String report = sample("exchange");
        String cut = report.substring(0, report.indexOf("Content-Type: message/rfc822"));

        assertThat(reader.read(bytes(cut + "Content-Type: text/plain\r\n\r\nnothing\r\n")))
                .isPresent();
    }

    @Test
    void ofSeveralRecipientsTheOneThatFailedIsNamed() throws IOException {
        String two = sample("postfix")
                .replace(
                        "Final-Recipient: rfc822; gone@example.net",
                        "Final-Recipient: rfc822; there@example.net\r\nAction: relayed\r\nStatus: 2.0.0\r\n\r\n"
                                + "Final-Recipient: rfc822; gone@example.net");

        assertThat(reader.read(bytes(two))).get().extracting(Bounce::recipient).isEqualTo("gone@example.net");
    }

    @Test
    void wordsAreOneLineOfPrintableTextAndNotLong() throws IOException {
        String rude = sample("postfix")
                .replace("User unknown in virtual", "\u202e<script>\u0007" + "x".repeat(5_000) + " in virtual");

        Bounce bounce = reader.read(bytes(rude)).orElseThrow();
        assertThat(bounce.words()).hasSizeLessThanOrEqualTo(500).doesNotContain("\u202e", "\u0007", "\n");
    }

    /** Whatever comes: a mail is cut anywhere, or any of its bytes is another. */
    @Test
    void brokenMailsAreLeftAloneOrUnderstoodButNeverDoHarm() throws IOException {
        Random random = new Random(7);
        for (String name : new String[] {"postfix", "exim", "exim-prose", "qmail", "exchange", "gmail", "ses"}) {
            byte[] mail = bytes(sample(name));
            for (int i = 0; i < 300; i++) {
                byte[] broken = Arrays.copyOf(mail, random.nextInt(mail.length + 1));
                for (int j = 0; j < random.nextInt(20) && broken.length > 0; j++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                }
                reader.read(broken)
                        .ifPresent(bounce -> assertThat(bounce.about()).isEqualTo(new MailSubject.OfAlert(ALERT)));
            }
        }
    }

    @Test
    void manyPartsAndDeepOnesEndSoon() {
        StringBuilder deep =
                new StringBuilder("MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=b0\r\n\r\n");
        for (int i = 0; i < 5_000; i++) {
            deep.append("--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n".formatted(i, i + 1));
        }
        assertThat(reader.read(bytes(deep.toString()))).isEmpty();
        String many = "--b0\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(20_000);
        assertThat(reader.read(bytes("Content-Type: multipart/report; boundary=b0\r\n\r\n" + many)))
                .isEmpty();
    }
}
