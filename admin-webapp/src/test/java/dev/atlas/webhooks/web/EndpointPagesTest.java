package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointPagesTest extends PagesScenario {
    @Test
    void aNewEndpointShowsItsSecret() throws Exception {
        browser.get("/endpoints/new");
        HttpResponse<String> created = browser.submit("/endpoints", form("https://new.example/in"));

        assertThat(created.statusCode()).isEqualTo(303);
        assertThat(browser.follow(created).body())
                .contains("Endpoint created.", "data-copy=\"whsec_", "https://new.example/in", "deal.value &gt; 1");
        assertThat(browser.get("/endpoints").body())
                .contains("https://new.example/in")
                .doesNotContain("whsec_");
    }

    @Test
    void oneWhoseRowIsDamagedIsToldInPlainWords() throws Exception {
        EndpointId id = workspace.endpoint("https://damaged.example", "Damaged", "", "deal.*");
        workspace.damage(id, "status = 'lost'");
        HttpResponse<String> page = browser.get("/endpoints/" + id);

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body())
                .contains("This endpoint cannot be read", "column status holds 'lost'", "goes on by itself")
                .doesNotContain("Something broke");
        assertThat(browser.get("/endpoints").body())
                .contains(id.toString(), ">damaged<", "column status holds 'lost'", "mend its row");
        assertThat(browser.get("/").body())
                .contains(">damaged<", "Nothing can be sent to it")
                .doesNotContain("All endpoints are well");
        assertThat(browser.get("/deliveries?endpoint=" + id).body())
                .contains("<option value=\"" + id + "\" selected>Damaged</option>");
        workspace.damage(id, "status = 'active'");
        assertThat(browser.get("/endpoints").body()).doesNotContain(">damaged<");
    }

    @Test
    void oneWhoseRowIsDamagedIsDeletedOnceItsIdIsTyped() throws Exception {
        EndpointId id = workspace.endpoint("https://given-up.example", "Given up", "", "deal.*");
        workspace.damage(id, "url = 'none'");
        assertThat(browser.get("/endpoints/" + id).body()).contains("Delete this endpoint?", "data-typed=\"" + id);
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);
        assertThat(viewer.get("/endpoints/" + id).body())
                .contains("column url holds no URL")
                .doesNotContain("Delete this endpoint?");

        HttpResponse<String> kept = browser.submit("/endpoints/" + id + "/delete", Map.of("typed", "given-up.example"));
        assertThat(browser.follow(kept).body()).contains("what was typed is not " + id, "column url holds no URL");
        HttpResponse<String> deleted = browser.submit("/endpoints/" + id + "/delete", Map.of("typed", id.toString()));
        assertThat(browser.follow(deleted).body()).contains("Deleted.").doesNotContain(id.toString());
        assertThat(browser.get("/endpoints/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void oneWhoseHeadersCannotBeDecryptedSaysSoOnItsPage() throws Exception {
        EndpointId id = workspace.endpoint("https://locked.example", "Locked", "", "deal.*");
        assertThat(browser.get("/endpoints/" + id).body()).doesNotContain("Nothing can be sent to it");
        workspace.damage(id, "headers = 'x'");
        assertThat(browser.get("/endpoints/" + id).body())
                .contains("Nothing can be sent to it", "cannot be decrypted", "atlas.master-key");
        assertThat(browser.get("/endpoints").body()).contains(">unreadable<");
        assertThat(browser.get("/").body()).contains(">unreadable<");
        workspace.damage(id, "headers = NULL");
    }

    @Test
    void editingKeepsHeadersThatCannotBeDecrypted() throws Exception {
        EndpointId id = workspace.endpoint("https://sealed.example", "Before", "", "deal.*");
        workspace.damage(id, "headers = REVERSE(headers)");
        assertThat(browser.get("/endpoints/" + id + "/edit").body())
                .contains("stay as long as none are written here")
                .doesNotContain("X-Tenant: ***");
        Map<String, String> typed = form("https://sealed.example");
        typed.put("headers", "X-Tenant: ********");
        assertThat(browser.submit("/endpoints/" + id + "/edit", typed).body()).contains("has no value that could stay");
        typed.put("headers", "");
        typed.put("description", "After");
        browser.submit("/endpoints/" + id + "/edit", typed);
        workspace.damage(id, "headers = REVERSE(headers)");

        assertThat(browser.get("/endpoints/" + id).body()).contains("After");
        assertThat(workspace.headers(id)).containsEntry("X-Tenant", "hidden-42");
        browser.submit("/endpoints/" + id + "/edit", typed);
        assertThat(workspace.headers(id))
                .as("the form showed them and they were taken out")
                .isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndWhatWasTypedStays() throws Exception {
        browser.get("/endpoints/new");
        Map<String, String> typed = form("http://127.0.0.1/<b>");
        typed.put("description", "kept \"as\" <typed>");
        typed.put("filter", "deal.value >");
        typed.put("headers", "Host: a\nX-Ok: 1");
        typed.put("timeout_ms", "50");
        HttpResponse<String> refused = browser.submit("/endpoints", typed);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Not saved.", "field-url-error", "field-filter-error", "field-headers-error")
                .contains("field-timeout_ms-error", "Host: is set by Atlas or by HTTP itself")
                .contains("value=\"kept &#34;as&#34; &lt;typed>\"", "deal.value &gt;</textarea>", "X-Ok: 1</textarea>")
                .doesNotContain("field-description-error", "<typed>");
    }

    @Test
    void textWhereANumberBelongsIsSaidBeforeAnythingIsSaved() throws Exception {
        browser.get("/endpoints/new");
        Map<String, String> typed = form("https://number.example");
        typed.put("rate_limit", "many");
        typed.put("headers", "no colon");
        typed.put("event_types", "Deal.*");
        HttpResponse<String> refused = browser.submit("/endpoints", typed);

        assertThat(refused.body())
                .contains("'Deal.*' is not a type such as deal.updated")
                .contains("must be a whole number; 'many' is not", "'no colon' is not of the form Name: value");
    }

    @Test
    void editingKeepsHeaderValuesThatNobodySees() throws Exception {
        EndpointId id = workspace.endpoint("https://edit.example", "Before", "", "deal.*");
        HttpResponse<String> form = browser.get("/endpoints/" + id + "/edit");
        assertThat(form.body()).contains("X-Tenant: ********").doesNotContain("hidden-42");

        Map<String, String> typed = form("https://edit.example");
        typed.put("description", "After");
        typed.put("headers", "X-Tenant: ********");
        browser.submit("/endpoints/" + id + "/edit", typed);

        assertThat(browser.get("/endpoints/" + id).body()).contains("After", "filter version 2", "Saved.");
        assertThat(workspace.headers(id)).containsEntry("X-Tenant", "hidden-42");
    }

    @Test
    void whoRotatesASecretSaysHowLongTheOldOneStaysValid() throws Exception {
        EndpointId id = workspace.endpoint("https://rotate.example", "Rotate", "", "*");
        String path = "/endpoints/" + id;
        assertThat(browser.get(path).body()).contains("<option value=\"86400\" selected>24 hours</option>");
        HttpResponse<String> week = browser.submit(path + "/rotate-secret", Map.of("overlap_seconds", "604800"));
        assertThat(browser.follow(week).body()).contains("stays valid for a while", "signs as well; it ends");
        HttpResponse<String> slip = browser.submit(path + "/rotate-secret", Map.of("overlap_seconds", "0"));
        assertThat(browser.follow(slip).body()).contains("what was typed is not rotate.example");
        HttpResponse<String> never =
                browser.submit(path + "/rotate-secret", Map.of("overlap_seconds", "0", "typed", "rotate.example"));
        assertThat(browser.follow(never).body())
                .contains("The old one is no longer valid.")
                .doesNotContain("signs as well");
        HttpResponse<String> tooLong = browser.submit(path + "/rotate-secret", Map.of("overlap_seconds", "604801"));
        assertThat(browser.follow(tooLong).body()).contains("604800, which is 7 days");
    }

    @Test
    void aResumedEndpointTellsHowMuchStillWaits() throws Exception {
        EndpointId id = workspace.endpoint("https://drain.example", "Drain", "", "*");
        workspace.delivery(id, "deal.updated", "{}", DeliveryStatus.HELD, 0);
        workspace.pauseAutomatically(id, "10 attempts failed", "HTTP 503");
        browser.submit("/endpoints/" + id + "/resume", Map.of());
        assertThat(browser.get("/endpoints/" + id).body())
                .contains("Draining.", "1 event still waits", "The first one is being tried.");
    }

    @Test
    void theAlertMailsLinkShowsWhyAnEndpointIsPausedAndResumesIt() throws Exception {
        EndpointId id = workspace.endpoint("https://down.example", "Down", "", "*");
        workspace.delivery(id, "deal.updated", "{}", DeliveryStatus.HELD, 0);
        workspace.pauseAutomatically(id, "10 attempts failed", "HTTP 503: <maintenance>");

        assertThat(browser.get("/endpoints/" + id).body())
                .contains(
                        "Paused automatically", "10 attempts failed", "HTTP 503: &lt;maintenance&gt;", "1 event waits")
                .contains("/atlas/endpoints/" + id + "/resume");
        HttpResponse<String> resumed = browser.submit("/endpoints/" + id + "/resume", Map.of());
        assertThat(browser.follow(resumed).body()).contains("Resumed.").doesNotContain("Paused automatically");
    }

    @Test
    void pausingAsksOnceMoreAndSaysItsReason() throws Exception {
        EndpointId id = workspace.endpoint("https://pause.example", "Pause me", "", "*");

        assertThat(browser.get("/endpoints/" + id + "?confirm=pause").body()).contains("id=\"pause\"", " open>");
        HttpResponse<String> paused = browser.submit("/endpoints/" + id + "/pause", Map.of("reason", "moving house"));
        assertThat(browser.follow(paused).body()).contains("moving house");
    }

    @Test
    void disablingAndEnablingWorkAndWhatCannotBeDoneIsSaid() throws Exception {
        EndpointId id = workspace.endpoint("https://off.example", "Off", "", "*");
        browser.get("/endpoints/" + id);

        assertThat(browser.follow(browser.submit("/endpoints/" + id + "/disable", Map.of()))
                        .body())
                .contains("disabled", "/enable");
        assertThat(browser.follow(browser.submit("/endpoints/" + id + "/resume", Map.of()))
                        .body())
                .contains("only a paused endpoint can be resumed");
        assertThat(browser.follow(browser.submit("/endpoints/" + id + "/enable", Map.of()))
                        .body())
                .contains("Enabled.");
    }

    @Test
    void aTestEventIsSentFromTheEndpointsPage() throws Exception {
        EndpointId id = workspace.endpoint("https://test.example", "Test me", "deal.value > 1", "deal.*");
        browser.get("/endpoints/" + id);

        HttpResponse<String> sent = browser.submit("/endpoints/" + id + "/test", Map.of());
        assertThat(browser.follow(sent).body()).contains("A test event is on its way as number 1.", "deal.");
    }

    @Test
    void rotatingShowsTheNewSecretAndUntilWhenTheOldOneSigns() throws Exception {
        EndpointId id = workspace.endpoint("https://rotate.example", "Rotate me", "", "*");
        browser.get("/endpoints/" + id);

        HttpResponse<String> rotated = browser.submit("/endpoints/" + id + "/rotate-secret", Map.of());
        assertThat(browser.follow(rotated).body()).contains("There is a new secret.", "signs as well; it ends");
    }

    @Test
    void deletingNeedsTheHostTyped() throws Exception {
        EndpointId id = workspace.endpoint("https://delete.example/x", "Delete me", "", "*");
        browser.get("/endpoints/" + id);

        HttpResponse<String> kept = browser.submit("/endpoints/" + id + "/delete", Map.of("typed", "delete"));
        assertThat(browser.follow(kept).body()).contains("what was typed is not", "Delete me");
        browser.submit("/endpoints/" + id + "/delete", Map.of("typed", "delete.example"));
        assertThat(browser.get("/endpoints/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void aViewerSeesEverythingButSecretsAndChangesNothing() throws Exception {
        EndpointId id = workspace.endpoint("https://viewed.example", "Viewed", "", "*");
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);

        assertThat(viewer.get("/endpoints").body()).contains("Viewed").doesNotContain("New endpoint");
        assertThat(viewer.get("/endpoints/" + id).body()).contains("Viewed").doesNotContain("<button class=\"button");
        assertThat(viewer.get("/endpoints/" + id + "?reveal=secret").statusCode())
                .isEqualTo(403);
        assertThat(viewer.get("/endpoints/new").statusCode()).isEqualTo(403);
        viewer.get("/endpoints");
        assertThat(viewer.submit("/endpoints", form("https://sneaked.example")).statusCode())
                .isEqualTo(403);
        assertThat(viewer.follow(viewer.submit("/endpoints/" + id + "/pause", Map.of()))
                        .body())
                .contains("a viewer may not change anything");
    }

    @Test
    void anIdOfAnotherWorkspaceAndANonsenseIdAreNotFound() throws Exception {
        String foreign = new EndpointId(new WorkspaceId(2048), 1).toString();

        assertThat(browser.get("/endpoints/" + foreign).statusCode()).isEqualTo(404);
        assertThat(browser.get("/endpoints/ep_nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void theFilterEditorIsAnsweredAsTheApiAnswers() throws Exception {
        browser.get("/endpoints/new");
        HttpResponse<String> report =
                browser.submit("/ui/filters/check", Map.of("filter", "deal.value >", "event_types", "deal.*"));

        assertThat(report.headers().firstValue("Content-Type")).get().asString().startsWith("application/json");
        assertThat(report.body())
                .contains("\"valid\":false", "\"severity\":\"error\"", "\"line\":1", "\"fixes\":[", "\"formatted\":");
    }

    @Test
    void theFilterEditorIsOfferedTheFieldsOfTheChosenTypes() throws Exception {
        browser.get("/endpoints/new");
        HttpResponse<String> offered = browser.submit(
                "/ui/filters/complete", Map.of("filter", "deal.va", "event_types", "deal.*", "cursor", "7"));

        assertThat(offered.body())
                .contains("\"kind\":\"field\"", "\"label\":\"deal.value\"", "\"start\":0", "\"end\":7");
    }

    @Test
    void whatConflictsWithTheStateOfThingsIsSaidInTheForm() throws Exception {
        EndpointId id = workspace.endpoint("https://busy.example", "Busy", "", "*");
        workspace.delivery(id, "deal.updated", "{}", DeliveryStatus.PENDING, 1);
        browser.get("/endpoints/" + id + "/edit");
        Map<String, String> typed = form("https://busy.example");
        typed.put("serialize", "true");
        HttpResponse<String> refused = browser.submit("/endpoints/" + id + "/edit", typed);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("pause the endpoint first", "checked");
    }

    @Test
    void aListThatBeginsAfterNonsenseIsNotFound() throws Exception {
        assertThat(browser.get("/endpoints?after=nonsense").statusCode()).isEqualTo(404);
    }

    private static Map<String, String> form(String url) {
        return new HashMap<>(Map.of(
                "url", url,
                "description", "",
                "owner_email", "",
                "event_types", "deal.*, contact.created",
                "filter", "deal.value > 1",
                "signature", "atlas",
                "timeout_ms", "5000",
                "rate_limit", "",
                "headers", ""));
    }
}
