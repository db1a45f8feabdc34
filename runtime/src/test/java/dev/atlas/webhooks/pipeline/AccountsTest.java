package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.atlas.webhooks.admin.Accounts;
import dev.atlas.webhooks.admin.ClientCertificateInput;
import dev.atlas.webhooks.admin.ClientCertificateView;
import dev.atlas.webhooks.admin.ClientCertificates;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.LoginAnswer;
import dev.atlas.webhooks.admin.Member;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Log-in, passwords by mail, second factor and the change of the master key, on a real database. */
@DatabaseTest
class AccountsTest {
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse";
    private static final String HERE = "203.0.113.5";
    private static final Pattern TICKET = Pattern.compile("https://hooks\\.example\\.com/welcome/(\\S+)");
    private static final String OLD_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW_KEY =
            Base64.getEncoder().encodeToString("n".repeat(32).getBytes(StandardCharsets.US_ASCII));

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private MailCatcher mail;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase given) {
        database = given;
        mail = MailCatcher.start();
        atlas = runtime(Map.of());
    }

    @AfterEach
    void stop() {
        atlas.close();
        mail.close();
    }

    private SteppedRuntime runtime(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "atlas.mail.host",
                mail.host(),
                "atlas.mail.port",
                Integer.toString(mail.port()),
                "atlas.mail.from",
                "atlas@example.com",
                "atlas.public-url",
                "https://hooks.example.com"));
        settings.putAll(more);
        return new SteppedRuntime(database, clock, settings);
    }

    private Accounts accounts() {
        return atlas.runtime.services().accounts();
    }

    private String mailedTicket(int mails) {
        assertThat(atlas.runtime.mail().tickets().orElseThrow().runOnce()).isEqualTo(1);
        assertThat(mail.await(mails, Duration.ofSeconds(10))).isTrue();
        Matcher link = TICKET.matcher(mail.mails().get(mails - 1).text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Test
    void whoGuessesHasToWaitTwiceAsLongEachTime() {
        for (int i = 0; i < 5; i++) {
            assertThat(accounts().logIn(ADA, "wrong", HERE)).isInstanceOf(LoginAnswer.Refused.class);
        }
        assertThat(accounts().logIn(ADA, PASSWORD, "198.51.100.7"))
                .isEqualTo(new LoginAnswer.Throttled(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(accounts().logIn(ADA, "wrong", HERE)).isInstanceOf(LoginAnswer.Refused.class);
        assertThat(accounts().logIn(ADA, PASSWORD, HERE)).isEqualTo(new LoginAnswer.Throttled(Duration.ofSeconds(2)));
        clock.advance(Duration.ofSeconds(2));
        assertThat(accounts().logIn(ADA, PASSWORD, HERE)).isInstanceOf(LoginAnswer.Done.class);
        assertThat(accounts().logIn(ADA, "wrong", HERE)).isInstanceOf(LoginAnswer.Refused.class);
        assertThat(accounts().logIn(ADA, PASSWORD, HERE)).isInstanceOf(LoginAnswer.Done.class);
    }

    @Test
    void onePlaceCannotTryManyAddresses() {
        for (int i = 0; i < 50; i++) {
            accounts().logIn("user" + i + "@example.com", "wrong", HERE);
        }
        assertThat(accounts().logIn("user99@example.com", "wrong", HERE)).isInstanceOf(LoginAnswer.Throttled.class);
        assertThat(accounts().logIn(ADA, PASSWORD, "198.51.100.7")).isInstanceOf(LoginAnswer.Done.class);
    }

    @Test
    void aForgottenPasswordIsChosenAnewByMailOnceAndEndsEverySession() {
        LoginAnswer.Done before = (LoginAnswer.Done) accounts().logIn(ADA, PASSWORD, HERE);
        accounts().requestReset("nobody@example.com");
        accounts().requestReset(" ADA@example.com ");
        String ticket = mailedTicket(1);

        assertThat(accounts().choosePassword(ticket, "short", HERE)).isInstanceOf(Result.Invalid.class);
        assertThat(accounts().choosePassword(ticket, "another horse", HERE)).isInstanceOf(Result.Ok.class);
        assertThat(accounts().choosePassword(ticket, "a third horse", HERE)).isInstanceOf(Result.NotFound.class);

        assertThat(accounts().logIn(ADA, PASSWORD, HERE)).isInstanceOf(LoginAnswer.Refused.class);
        assertThat(accounts().logIn(ADA, "another horse", HERE)).isInstanceOf(LoginAnswer.Done.class);
        assertThat(atlas.runtime.services().access().bySession(before.login().token()))
                .isEmpty();
    }

    @Test
    void aResetLinkEndsAfterTwoHours() {
        accounts().requestReset(ADA);
        String ticket = mailedTicket(1);
        assertThat(accounts().holder(ticket)).isPresent();
        clock.advance(Duration.ofHours(2));
        assertThat(accounts().holder(ticket)).isEmpty();
        assertThat(accounts().holder(ticket.substring(1) + "A")).isEmpty();
    }

    @Test
    void nobodysMailboxIsFilled() {
        for (int i = 0; i < 10; i++) {
            accounts().requestReset(ADA);
        }
        assertThat(atlas.runtime.mail().tickets().orElseThrow().runOnce()).isEqualTo(3);
    }

    @Test
    void somebodyInvitedChoosesAPasswordAndIsIn() {
        Member invited = SteppedRuntime.ok(
                atlas.runtime.services().members().invite(SteppedRuntime.ACTOR, "bob@example.com", "viewer"));
        assertThat(invited.invited()).isTrue();
        assertThat(accounts().logIn("bob@example.com", "", HERE)).isInstanceOf(LoginAnswer.Refused.class);

        SteppedRuntime.ok(accounts().choosePassword(mailedTicket(1), "bobs own horse", HERE));

        LoginAnswer.Done done = (LoginAnswer.Done) accounts().logIn("bob@example.com", "bobs own horse", HERE);
        assertThat(done.login().actor().role().word()).isEqualTo("viewer");
        assertThat(SteppedRuntime.ok(atlas.runtime.services().members().get(SteppedRuntime.ACTOR, invited.id()))
                        .invited())
                .isFalse();
    }

    @Test
    void theLastOwnerStays() {
        Member ada = SteppedRuntime.ok(
                        atlas.runtime.services().members().list(SteppedRuntime.ACTOR, SliceRequest.first()))
                .items()
                .get(0);
        assertThat(atlas.runtime.services().members().remove(SteppedRuntime.ACTOR, ada.id()))
                .isInstanceOf(Result.Conflict.class);
        assertThat(atlas.runtime.services().members().changeRole(SteppedRuntime.ACTOR, ada.id(), "viewer"))
                .isInstanceOf(Result.Conflict.class);
    }

    @Test
    void aSecondFactorIsAskedForAndEachCodeWorksOnce() throws Exception {
        String secret = accounts().offerSecondFactor(SteppedRuntime.ACTOR).secret();
        assertThat(accounts().switchOn(SteppedRuntime.ACTOR, secret, "000000")).isInstanceOf(Result.Invalid.class);
        SteppedRuntime.ok(accounts().switchOn(SteppedRuntime.ACTOR, secret, code(secret)));

        LoginAnswer.CodeNeeded first = (LoginAnswer.CodeNeeded) accounts().logIn(ADA, PASSWORD, HERE);
        assertThat(accounts().giveCode(first.ticket(), "123", HERE)).isInstanceOf(LoginAnswer.Refused.class);
        assertThat(accounts().giveCode(first.ticket(), code(secret), HERE)).isInstanceOf(LoginAnswer.Done.class);

        LoginAnswer.CodeNeeded second = (LoginAnswer.CodeNeeded) accounts().logIn(ADA, PASSWORD, HERE);
        assertThat(accounts().giveCode(second.ticket(), code(secret), HERE)).isInstanceOf(LoginAnswer.Refused.class);
        clock.advance(Duration.ofSeconds(31));
        assertThat(accounts().giveCode(second.ticket(), code(secret), HERE)).isInstanceOf(LoginAnswer.Done.class);
        clock.advance(Duration.ofMinutes(5));
        assertThat(accounts().giveCode(second.ticket(), code(secret), HERE)).isInstanceOf(LoginAnswer.Refused.class);

        SteppedRuntime.ok(accounts().switchOff(SteppedRuntime.ACTOR, code(secret)));
        assertThat(accounts().logIn(ADA, PASSWORD, HERE)).isInstanceOf(LoginAnswer.Done.class);
    }

    private String code(String secret) throws Exception {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(new SecretKeySpec(Base32.decode(secret), "RAW"), clock.instant());
    }

    @Test
    void theMasterKeyIsChangedWithoutADowntime() throws Exception {
        EndpointId id = atlas.endpoint(new EndpointInput(
                "https://example.com/", null, null, null, null, null, null, Map.of("X-Key", "hidden"), null, null));
        String factor = accounts().offerSecondFactor(SteppedRuntime.ACTOR).secret();
        SteppedRuntime.ok(accounts().switchOn(SteppedRuntime.ACTOR, factor, code(factor)));
        String pem = crmExample();
        ClientCertificateView shown = SteppedRuntime.ok(
                certificates().set(SteppedRuntime.ACTOR, id, new ClientCertificateInput(pem, pem, null, null)));
        String secret = secret(id);
        restart(Map.of("atlas.master-key", NEW_KEY, "atlas.master-key.previous", OLD_KEY));
        assertThat(secret(id)).isEqualTo(secret);
        KeyChangeWorker worker = atlas.runtime.keyChange().orElseThrow();
        assertThat(worker.runOnce()).isEqualTo(4);
        assertThat(worker.runOnce()).isZero();
        restart(Map.of("atlas.master-key", NEW_KEY));
        assertThat(secret(id)).isEqualTo(secret);
        assertThat(atlas.view(id).endpoint().spec().headers()).containsEntry("X-Key", "hidden");
        assertThat(SteppedRuntime.ok(certificates().get(id))).isEqualTo(shown);
        LoginAnswer.CodeNeeded needed = (LoginAnswer.CodeNeeded) accounts().logIn(ADA, PASSWORD, HERE);
        assertThat(accounts().giveCode(needed.ticket(), code(factor), HERE)).isInstanceOf(LoginAnswer.Done.class);
    }

    private ClientCertificates certificates() {
        return atlas.runtime.services().certificates();
    }

    private static String crmExample() throws IOException {
        try (InputStream pem = AccountsTest.class.getResourceAsStream("crm.example.pem")) {
            return new String(pem.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void restart(Map<String, String> settings) {
        atlas.close();
        clock.advance(Duration.ofSeconds(1)); // ids are made of the time
        atlas = runtime(settings);
    }

    private String secret(EndpointId id) {
        return SteppedRuntime.ok(atlas.runtime.services().secrets().reveal(SteppedRuntime.ACTOR, id))
                .secret();
    }
}
