package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.EndpointId;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspacePagesTest extends PagesScenario {
    @Test
    void aKeyIsShownOnceAndDeletedByTypingItsName() throws Exception {
        browser.get("/api-keys");
        String made = browser.submit("/api-keys", Map.of("name", "Billing <1>", "scopes", "publish"))
                .body();
        assertThat(made).contains("data-copy=\"atlas_sk_", "Billing &lt;1");
        String listed = browser.get("/api-keys").body();
        assertThat(listed).contains("Billing &lt;1").doesNotContain("atlas_sk_");

        Matcher key = Pattern.compile("/api-keys/(key_[A-Z0-9]+)/delete").matcher(listed);
        assertThat(key.find()).isTrue();
        String path = "/api-keys/" + key.group(1) + "/delete";
        HttpResponse<String> wrong = browser.submit(path, Map.of("typed", "Billing"));
        assertThat(browser.follow(wrong).body()).contains("what was typed is not");
        HttpResponse<String> right = browser.submit(path, Map.of("typed", "Billing <1>"));
        assertThat(browser.follow(right).body())
                .contains("Deleted. Whoever uses the key is refused now.")
                .doesNotContain("Billing &lt;1");
    }

    @Test
    void aWorkspaceIsNamedAndTakesUndeclaredTypesWhereItIsTold() throws Exception {
        browser.get("/workspace");
        assertThat(browser.submit("/workspace", Map.of("name", "")).statusCode())
                .isEqualTo(422);
        browser.submit("/workspace", Map.of("name", "CRM <1>", "allow_undeclared_types", "on"));
        assertThat(browser.get("/workspace").body()).contains("CRM &lt;1").contains("checked");
        assertThat(browser.get("/audit-log?action=workspace.updated").body()).contains("allow_undeclared_types");

        browser.submit("/workspace", Map.of("name", "CRM"));
        assertThat(browser.get("/workspace").body()).doesNotContain("checked");
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);
        assertThat(viewer.get("/workspace").statusCode()).isEqualTo(403);
    }

    @Test
    void anOwnerMakesAnotherWorkspaceAndGoesBackAndForthAndSeesOneAtATime() throws Exception {
        workspace.endpoint("https://first.example", "Only in the first", "", "*");
        Browser owner = webapp.browser();
        owner.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);
        String first = owner.get("/settings").body();
        HttpResponse<String> made = owner.submit("/settings/workspaces", Map.of("name", "Second home"));
        assertThat(owner.follow(made).body()).contains("This is the new workspace.", "Second home");
        assertThat(owner.get("/endpoints").body()).doesNotContain("Only in the first");
        assertThat(first).doesNotContain("Second home");

        Matcher others = Pattern.compile("/settings/workspaces/(ws_[A-Z0-9]+)/open")
                .matcher(owner.get("/settings").body());
        assertThat(others.find()).isTrue();
        owner.submit("/settings/workspaces/" + others.group(1) + "/open", Map.of());
        assertThat(owner.get("/endpoints").body()).contains("Only in the first");

        Matcher second = Pattern.compile("/settings/workspaces/(ws_[A-Z0-9]+)/open")
                .matcher(owner.get("/settings").body());
        assertThat(second.find()).isTrue();
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);
        viewer.get("/settings");
        HttpResponse<String> refused = viewer.submit("/settings/workspaces/" + second.group(1) + "/open", Map.of());
        assertThat(viewer.follow(refused).body()).contains("You are no member of that workspace.");
        assertThat(viewer.follow(viewer.submit("/settings/workspaces", Map.of("name", "Mine")))
                        .body())
                .contains("only an owner");
    }

    @Test
    void whatIsWrongWithAKeyIsSaidAtItsFieldAndWhatWasTypedStays() throws Exception {
        browser.get("/api-keys");
        HttpResponse<String> refused =
                browser.submit("/api-keys", Map.of("name", "", "rate_limit", "fast", "days", "3"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("field-rate_limit-error", "'fast' is not", "value=\"3\"")
                .contains("field-name-error", "what the key is for");

        HttpResponse<String> nameless = browser.submit("/api-keys", Map.of("name", " ", "scopes", "read"));
        assertThat(nameless.body()).contains("field-name-error", "what the key is for");
    }

    @Test
    void everyChangeStandsInTheAuditLogWithWhatItWasBefore() throws Exception {
        EndpointId id = workspace.endpoint("https://audited.example", "Audited", "deal.value > 1", "deal.*");
        browser.get("/endpoints/" + id + "/edit");
        browser.submit("/endpoints/" + id + "/edit", form("deal.value > 2", ""));

        assertThat(browser.get("/audit-log?subject=" + id + "&action=endpoint.updated")
                        .body())
                .contains("endpoint.updated", "deal.value &gt; 1", "deal.value &gt; 2", SampleWorkspace.OWNER);
        assertThat(browser.get("/audit-log?actor=nobody%40x").body()).contains("Nothing matches");
        assertThat(browser.get("/audit-log?after=junk").statusCode()).isEqualTo(404);
    }

    @Test
    void whoeverSavesSecondSeesWhatTheFirstHasSaved() throws Exception {
        EndpointId id = workspace.endpoint("https://conflict.example", "Both", "deal.value > 1", "deal.*");
        Browser other = webapp.browser();
        other.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);
        String mine = tag(browser.get("/endpoints/" + id + "/edit").body());
        String theirs = tag(other.get("/endpoints/" + id + "/edit").body());

        assertThat(other.submit("/endpoints/" + id + "/edit", form("deal.value > 5", theirs))
                        .statusCode())
                .isEqualTo(303);
        HttpResponse<String> late = browser.submit("/endpoints/" + id + "/edit", form("deal.value > 9", mine));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body())
                .contains(
                        "Somebody else has saved this endpoint", "Meanwhile saved by somebody else: deal.value &gt; 5")
                .contains("deal.value &gt; 9</textarea>");

        HttpResponse<String> again =
                browser.submit("/endpoints/" + id + "/edit", form("deal.value > 9", tag(late.body())));
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(browser.get("/endpoints/" + id).body()).contains("deal.value &gt; 9");
    }

    @Test
    void kindsOfAlertsAreSwitchedOffAndOn() throws Exception {
        assertThat(browser.get("/alerts").body()).contains("No alerts yet", "dead letters");
        HttpResponse<String> saved = browser.submit("/alerts", Map.of("failing", "on"));
        assertThat(browser.follow(saved).body())
                .contains("Saved.")
                .containsPattern("id=\"kind-failing\"[^>]* checked")
                .doesNotContainPattern("id=\"kind-backlog\"[^>]* checked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api-keys", "/audit-log", "/members"})
    void whoOnlyReadsDoesNotAdminister(String path) throws Exception {
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);
        assertThat(viewer.get(path).statusCode()).isEqualTo(403);
        assertThat(viewer.get("/").body()).doesNotContain(path + "\"");
    }

    @Test
    void anInvitationThatCannotBeSentIsSaidAtItsField() throws Exception {
        assertThat(browser.get("/members").body()).contains(SampleWorkspace.OWNER, SampleWorkspace.VIEWER);
        HttpResponse<String> wrong = browser.submit("/members", Map.of("email", "nobody", "role", "viewer"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("field-email-error", "value=\"nobody\"");
        HttpResponse<String> unsent = browser.submit("/members", Map.of("email", "a@b.example", "role", "viewer"));
        assertThat(unsent.body()).contains("field-email-error", "sends no mail");
    }

    @Test
    void theLastOwnerStaysAndRolesAreChanged() throws Exception {
        String page = browser.get("/members").body();
        Matcher ids = Pattern.compile("/members/(mem_[A-Z0-9]+)/role").matcher(page);
        assertThat(ids.find()).isTrue();
        String own = "/members/" + ids.group(1) + "/role";
        HttpResponse<String> slip = browser.submit(own, Map.of("role", "viewer"));
        assertThat(browser.follow(slip).body()).contains("what was typed is not " + SampleWorkspace.OWNER);
        HttpResponse<String> kept = browser.submit(own, Map.of("role", "viewer", "typed", SampleWorkspace.OWNER));
        assertThat(browser.follow(kept).body()).contains("keeps at least one owner");
        assertThat(ids.find()).isTrue();
        HttpResponse<String> changed = browser.submit("/members/" + ids.group(1) + "/role", Map.of("role", "viewer"));
        assertThat(browser.follow(changed).body()).contains(SampleWorkspace.VIEWER + " is viewer now.");
    }

    @Test
    void theSecondFactorGoesOnOnlyWithACodeOfTheApp() throws Exception {
        assertThat(browser.get("/settings").body()).contains("Second factor", "Switch on", "otpauth://");
        HttpResponse<String> refused =
                browser.submit("/settings/second-factor", Map.of("secret", "JBSWY3DPEHPK3PXP", "code", "000000"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is not the code that the app shows now", "JBSWY3DPEHPK3PXP");
    }

    private static Map<String, String> form(String filter, String tag) {
        return new HashMap<>(Map.of(
                "url", "https://audited.example",
                "event_types", "deal.*",
                "filter", filter,
                "signature", "atlas",
                "timeout_ms", "10000",
                "tag", tag));
    }

    private static String tag(String page) {
        Matcher tag = Pattern.compile("name=\"tag\" value=\"([^\"]*)\"").matcher(page);
        assertThat(tag.find()).isTrue();
        return tag.group(1);
    }
}
