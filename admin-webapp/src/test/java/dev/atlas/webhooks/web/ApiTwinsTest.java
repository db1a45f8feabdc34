package dev.atlas.webhooks.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.POST;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a page can do, a program can do by the HTTP API. A new action of a page gets a line here. */
class ApiTwinsTest extends PagesScenario {
    private static final Map<String, String> TWINS = new TreeMap<>(Map.ofEntries(
            entry("AccountPages.makeWorkspace", "createWorkspace"),
            entry("AlertPages.change", "changeAlertSettings"),
            entry("ApiKeyPages.create", "createApiKey"),
            entry("ApiKeyPages.delete", "deleteApiKey"),
            entry("CertificatePages.remove", "removeClientCertificate"),
            entry("CertificatePages.set", "setClientCertificate"),
            entry("DeadLetterPages.discard", "discardDeadLetters"),
            entry("DeliveryPages.cancel", "cancelDelivery"),
            entry("DeliveryPages.retry", "retryDelivery"),
            entry("EndpointActions.delete", "deleteEndpoint"),
            entry("EndpointActions.disable", "disableEndpoint"),
            entry("EndpointActions.enable", "enableEndpoint"),
            entry("EndpointActions.pause", "pauseEndpoint"),
            entry("EndpointActions.resume", "resumeEndpoint"),
            entry("EndpointActions.rotateSecret", "rotateSecret"),
            entry("EndpointActions.test", "testEndpoint"),
            entry("EndpointFormPages.create", "createEndpoint"),
            entry("EndpointFormPages.update", "updateEndpoint"),
            entry("EventTypeFormPages.create", "createEventType"),
            entry("EventTypeFormPages.delete", "deleteEventType"),
            entry("EventTypeFormPages.update", "updateEventType"),
            entry("FilterEditor.check", "checkFilter"),
            entry("FilterEditor.complete", "completeFilter"),
            entry("FilterLab.backtest", "backtestFilter"),
            entry("FilterLab.explain", "explainFilter"),
            entry("MemberPages.changeRole", "changeMember"),
            entry("MemberPages.invite", "inviteMember"),
            entry("MemberPages.remove", "removeMember"),
            entry("ReplayPages.cancel", "cancelReplay"),
            entry("ReplayPages.pause", "pauseReplay"),
            entry("ReplayPages.preview", "createReplay"),
            entry("ReplayPages.resume", "resumeReplay"),
            entry("ReplayPages.start", "createReplay"),
            entry("SignaturePages.find", "checkSignature"),
            entry("VersionPages.restore", "restoreFilterVersion"),
            entry("WorkspaceSettingsPages.save", "updateWorkspace")));

    /** What is about a person's own log-in. A program has a key instead, which belongs to one workspace. */
    private static final Set<String> PERSONAL = Set.of(
            "AccountPages.open",
            "AccountPages.switchOff",
            "AccountPages.switchOn",
            "LoginPages.giveCode",
            "LoginPages.logIn",
            "LoginPages.logOut",
            "PasswordPages.choose",
            "PasswordPages.send");

    @Test
    void everyActionOfAPageIsAnOperationOfTheApi() throws Exception {
        Set<String> actions = actions();
        actions.removeAll(PERSONAL);
        assertThat(actions).isEqualTo(TWINS.keySet());

        Set<String> operations = new TreeSet<>();
        WebappServer.api(workspace.services())
                .path("paths")
                .forEach(verbs -> verbs.forEach(operation ->
                        operations.add(operation.path("operationId").asString())));
        assertThat(operations).containsAll(TWINS.values());
    }

    private static Set<String> actions() throws Exception {
        Path root = Path.of(
                Pages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> names;
        try (Stream<Path> files =
                Files.walk(root.resolve(Pages.class.getPackageName().replace('.', '/')))) {
            names = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("jte"))
                    .map(name -> name.replaceFirst("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .toList();
        }
        Set<String> actions = new TreeSet<>();
        for (String name : names) {
            Class<?> type = Class.forName(name);
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(POST.class))
                    .forEach(method -> actions.add(type.getSimpleName() + "." + method.getName()));
        }
        return actions;
    }
}
