package dev.atlas.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String ENDPOINTS =
            "{\"data\":[{\"id\":\"ep_1\",\"status\":\"active\",\"url\":\"https://a.example/@|red x|@\",\"event_types\":[\"deal.*\"],"
                    + "\"filter\":\"\",\"waiting\":0,\"last_sequence\":42}],\"next\":\"ep_1\"}";

    @TempDir
    private Path folder;

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run run(String... args) {
        return Run.of(folder, Map.of("ATLAS_SERVER", server.address(), "ATLAS_API_KEY", "atlas_sk_1"), args);
    }

    @Test
    void aListIsATableForPeopleAndTheServersJsonForScripts() {
        server.on("GET /api/v1/endpoints", 200, ENDPOINTS);

        Run people = run("endpoints", "list");
        assertThat(people.exit()).isZero();
        assertThat(people.out().lines())
                .containsExactly(
                        "id    status  url                          event types  filter  waiting  last sequence",
                        "ep_1  active  https://a.example/@|red x|@  deal.*               0        42");
        assertThat(people.err()).isEqualToIgnoringNewLines("more: --after ep_1");

        Run scripts = run("endpoints", "list", "--output", "json");
        assertThat(scripts.out()).isEqualToIgnoringNewLines(ENDPOINTS);
        assertThat(scripts.err()).isEmpty();
    }

    @Test
    void endpointsThatNothingCanBeSentToAreTold() {
        server.on(
                "GET /api/v1/endpoints",
                200,
                "{\"data\":[],\"unreadable\":[{\"id\":\"ep_2\",\"description\":\"\",\"detail\":\"column url\"}],\"next\":null}");

        assertThat(run("endpoints", "list").err()).contains("ep_2 is sent nothing: column url");
    }

    @Test
    void replaysThatCannotBeReadAreTold() {
        server.on(
                "GET /api/v1/replays",
                200,
                "{\"data\":[],\"unreadable\":[{\"id\":\"rpl_2\",\"detail\":\"replay rpl_2 cannot be read\"}],\"next\":null}");

        assertThat(run("replays", "list").err()).contains("replay rpl_2 cannot be read");
    }

    @Test
    void aReplayIsAskedForByAllThatItsRequestKnows() {
        server.on("POST /api/v1/replays", 200, "{\"count\":2,\"complete\":true,\"samples\":[\"dlv_1\",\"dlv_2\"]}")
                .on("GET /api/v1/replays?limit=2", 200, "{\"data\":[],\"next\":null}")
                .on("POST /api/v1/replays/rpl_1/pause", 200, "{\"id\":\"rpl_1\",\"status\":\"paused\"}")
                .on("POST /api/v1/replays/rpl_1/resume", 200, "{\"id\":\"rpl_1\",\"status\":\"running\"}");

        Run dry = run(
                "replays",
                "create",
                "--id",
                "dlv_1",
                "--id",
                "dlv_2",
                "--code",
                "503",
                "--cause",
                "HTTP 503",
                "--dry-run");
        assertThat(dry.out().lines()).anyMatch(line -> line.matches("count +2"));
        assertThat(dry.out().lines()).anyMatch(line -> line.matches("samples +dlv_1, dlv_2"));
        assertThat(run("replays", "list", "--limit", "2").exit()).isZero();
        assertThat(run("replays", "pause", "rpl_1").out()).contains("paused");
        assertThat(run("replays", "resume", "rpl_1").out()).contains("running");
        assertThat(server.requests.peek())
                .startsWith("POST /api/v1/replays {\"cause\":\"HTTP 503\",\"code\":503,"
                        + "\"ids\":[\"dlv_1\",\"dlv_2\"],\"dry_run\":true}");
    }

    @Test
    void theKeyIsSentAndOptionsGoBeforeTheEnvironmentBeforeTheFile() {
        server.on("GET /api/v1/endpoints?limit=1", 200, "{\"data\":[]}")
                .on("GET /api/v1/endpoints", 200, "{\"data\":[]}");
        Map<String, String> nothing = Map.of();

        assertThat(Run.of(folder, nothing, "login", "--server", server.address(), "--api-key", "atlas_sk_file")
                        .exit())
                .isZero();
        assertThat(Run.of(folder, nothing, "endpoints", "list").exit()).isZero();
        assertThat(run("endpoints", "list").exit()).isZero();
        assertThat(run("endpoints", "list", "--api-key", "atlas_sk_option").exit())
                .isZero();

        assertThat(server.requests)
                .extracting(request -> request.substring(request.lastIndexOf(' ') + 1))
                .containsExactly("atlas_sk_file", "atlas_sk_file", "atlas_sk_1", "atlas_sk_option");
    }

    @Test
    void theFileOfLogInIsForItsOwnerOnlyAndLogOutRemovesIt() throws Exception {
        server.on("GET /api/v1/endpoints?limit=1", 200, "{\"data\":[]}");
        Path file = folder.resolve("config.properties");

        run("login", "--api-key", "atlas_sk_1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        run("logout");
        assertThat(file).doesNotExist();
    }

    @Test
    void aWrongKeyIsNotRememberedAndTheMessageSaysWhereItCameFrom() {
        server.on(
                        "GET /api/v1/endpoints?limit=1",
                        401,
                        "{\"status\":401,\"title\":\"Unauthorized\",\"detail\":\"not known\"}")
                .on(
                        "GET /api/v1/endpoints",
                        401,
                        "{\"status\":401,\"title\":\"Unauthorized\",\"detail\":\"not known\"}");

        Run login = run("login", "--api-key", "atlas_sk_wrong");
        assertThat(login.exit()).isEqualTo(Exit.FORBIDDEN);
        assertThat(folder.resolve("config.properties")).doesNotExist();

        Run list = run("endpoints", "list");
        assertThat(list.exit()).isEqualTo(Exit.FORBIDDEN);
        assertThat(list.err())
                .isEqualToIgnoringNewLines(
                        "error: the server does not accept the API key from ATLAS_API_KEY: not known");
    }

    @Test
    void theProxyOfTheEnvironmentIsUsedButForHostsThatNeedNone() {
        server.on("GET http://hooks.example.com/api/v1/endpoints", 200, ENDPOINTS);
        Map<String, String> environment = Map.of("http_proxy", server.address(), "NO_PROXY", ".invalid, localhost");
        String[] list = {"endpoints", "list", "--api-key", "k", "--server"};

        assertThat(Run.of(folder, environment, with(list, "http://hooks.example.com"))
                        .exit())
                .isZero();
        assertThat(Run.of(folder, environment, with(list, "http://hooks.invalid"))
                        .exit())
                .isEqualTo(Exit.UNREACHABLE);
        assertThat(server.requests).hasSize(1);
        assertThat(Run.of(folder, Map.of("HTTP_PROXY", "socks5://x"), with(list, "http://hooks.example.com"))
                        .err())
                .contains("expected for example http://proxy.example.com:3128");
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    @Test
    void withoutAKeyNothingIsAskedAndTheWayOutIsNamed() {
        Run run = Run.of(folder, Map.of("ATLAS_SERVER", server.address()), "endpoints", "list");

        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("atlas login").contains("ATLAS_API_KEY").contains("--api-key");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsSaidInWordsAndInJson() {
        String[] away = {"endpoints", "list", "--server", "http://127.0.0.1:1/atlas"};

        Run people = run(away);
        assertThat(people.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(people.err())
                .contains("http://127.0.0.1:1/atlas/")
                .contains("--server")
                .doesNotContain("Exception");

        Run scripts = run("endpoints", "list", "--server", "http://127.0.0.1:1/atlas", "-o", "json");
        assertThat(scripts.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(scripts.err()).startsWith("{\"error\":\"unreachable\",").contains("\"exit_code\":4");
        assertThat(scripts.out()).isEmpty();
    }

    @Test
    void whatIsNotTheProductIsRecognised() {
        Run run = run("endpoints", "list");

        assertThat(run.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(run.err()).contains("is not Atlas Webhooks").contains("path of the address");
    }

    @Test
    void aRefusalShowsEachProblemAndItsPlace() {
        server.on(
                "POST /api/v1/endpoints",
                422,
                "{\"status\":422,\"title\":\"Unprocessable\",\"detail\":\"not accepted\",\"errors\":[{\"pointer\":\"/url\",\"detail\":\"must be https\"}]}");

        Run people = run("endpoints", "create", "--url", "ftp://x");
        assertThat(people.exit()).isEqualTo(Exit.FAILED);
        assertThat(people.err().lines()).containsExactly("error: not accepted", "  /url must be https");

        Run scripts = run("endpoints", "create", "--url", "ftp://x", "-o", "json");
        assertThat(scripts.err()).contains("\"pointer\":\"/url\"").contains("\"exit_code\":1");
    }

    @Test
    void triggerPublishesTheSampleWithTheChangesGiven() {
        server.on(
                        "GET /api/v1/event-types/deal.updated",
                        200,
                        "{\"name\":\"deal.updated\",\"sample\":{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"id\":\"d_1\",\"value\":1}}}}")
                .on("POST /api/v1/events", 202, "{\"id\":\"evt_1\"}");

        Run run = run(
                "events",
                "trigger",
                "deal.updated",
                "--set",
                "deal.value=20000.00",
                "--set",
                "deal.name=Big one",
                "--set",
                "deal.tags=[\"emea\"]",
                "--set",
                "deal.closed=2024-01-01",
                "--previous",
                "deal.value=9000",
                "--tag",
                "q4");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("evt_1");
        assertThat(server.requests).anySatisfy(request -> assertThat(request)
                .startsWith(
                        "POST /api/v1/events {\"type\":\"deal.updated\",\"data\":{\"deal\":{\"id\":\"d_1\",\"value\":20000.00,"
                                + "\"name\":\"Big one\",\"tags\":[\"emea\"],\"closed\":\"2024-01-01\"}},\"previous\":{\"deal\":{\"value\":9000}},"
                                + "\"tags\":[\"q4\"]}"));
    }

    @Test
    void anInvalidFilterIsShownWithItsPlaceAndExitCodeOne() {
        server.on(
                "POST /api/v1/filters/check",
                200,
                "{\"valid\":false,\"diagnostics\":[{\"severity\":\"error\",\"message\":\"unknown operator\",\"start\":5,\"end\":7,\"line\":1,\"column\":6,"
                        + "\"code\":\"x\",\"fixes\":[{\"title\":\"write =\"}]}],\"formatted\":\"\"}");

        Run run = run("filters", "check", "deal =< 5");

        assertThat(run.exit()).isEqualTo(Exit.FAILED);
        assertThat(run.out().lines())
                .containsExactly("error 1:6 unknown operator", "  deal =< 5", "       ^^", "  fix: write =");
    }

    @Test
    void mistakesOnTheCommandLineAreExitCodeTwoAndGuessed() {
        Run typo = run("endpoint", "list");
        assertThat(typo.exit()).isEqualTo(Exit.USAGE);
        assertThat(typo.err()).contains("Did you mean").contains("endpoints");
        assertThat(run("endpoints").err()).contains("Missing required subcommand");
        assertThat(run("webhooks", "listen", "--timeout", "soon").err()).contains("expected for example 500ms, 30s");
        assertThat(run("webhooks", "listen", "--forward-to", "ftp://x").err()).contains("localhost:3000/webhooks");
        assertThat(run("webhooks", "listen", "--print-secret").err()).contains("--session NAME");
        assertThat(run("webhooks", "listen", "-f", "localhost:99999").err()).contains("is no address");
        for (String header : List.of("Connection: close", "content-length: 1", "Atlas-Signature: x", "webhook-id: 1")) {
            Run refused = run("webhooks", "listen", "-f", "3000", "-H", header);
            assertThat(refused.exit()).as(header).isEqualTo(Exit.USAGE);
            assertThat(refused.err()).contains("cannot be set");
        }
        assertThat(run("endpoints", "--output=json").err()).startsWith("{\"error\":\"usage\"");
        assertThat(run("events", "trigger", "a.b", "--data", "[1]").err()).contains("must be a JSON object");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void anAnswerThatTheServerRefusesIsReportedBareAndSaidAndTheSessionGoesOn() {
        server.on("POST /api/v1/filters/check", 200, DUBIOUS).stream(
                        "GET /api/v1/listen?filter=deal.valu%20%3E%203", session("ep_9", 1))
                .on("POST /api/v1/listen/ep_9/results", 422, "{\"status\":422,\"detail\":\"too odd\"}")
                .on("DELETE /api/v1/endpoints/ep_9", 200, "{}");

        Run run = run("webhooks", "listen", "--filter", "deal.valu > 3", "--once", "-o", "json");

        assertThat(run.exit()).isZero();
        assertThat(run.err().lines())
                .anySatisfy(line -> assertThat(line).startsWith("{\"warning\":\"--filter: no event has it"))
                .anySatisfy(line -> assertThat(line).contains("dlv_1: its answer could not be recorded: too odd"));
        assertThat(server.requests).anySatisfy(request -> assertThat(request)
                .contains("\"response\":{\"body\":\"answer could not be recorded\"}"));
        assertThat(server.requests).anySatisfy(request -> assertThat(request).startsWith("DELETE "));
    }

    @Test
    void theHostHeaderMayBeGiven() {
        server.on("POST /hook", 200, "{}").stream(
                        "GET /api/v1/listen?forward_to=http%3A%2F%2F"
                                + server.address().replace(":", "%3A") + "%2Fhook",
                        session("ep_9", 1))
                .on("POST /api/v1/listen/ep_9/results", 200, "{}")
                .on("DELETE /api/v1/endpoints/ep_9", 200, "{}");

        Run run = run(
                "webhooks",
                "listen",
                "-f",
                server.address() + "/hook",
                "-H",
                "Host: shop.test",
                "--once",
                "--exit-code");

        assertThat(run.err() + run.out()).contains("200");
        assertThat(run.exit()).isZero();
        assertThat(server.hosts).contains("shop.test");
    }

    private static final String DUBIOUS =
            "{\"valid\":true,\"diagnostics\":[{\"severity\":\"warning\",\"message\":\"no event has it\"}]}";

    private static String session(String id, int deliveries) {
        StringBuilder stream = new StringBuilder("event: session\ndata: {\"session\":\"" + id + "\",\"endpoint\":\""
                + id + "\",\"secret\":\"whsec_1\",\"timeout_ms\":10000}\n\n");
        for (int i = 1; i <= deliveries; i++) {
            stream.append("event: delivery\ndata: {\"delivery\":\"dlv_" + i
                    + "\",\"attempt\":1,\"event\":\"evt_1\",\"event_type\":\"deal.updated\",\"sequence\":1,"
                    + "\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\"{}\"}\n\n");
        }
        return stream.toString();
    }

    @Test
    void everyCommandHasHelpAndTheShellGetsItsCompletion() {
        assertThat(run("completion").out()).contains("complete -F").contains("rotate-secret");
        assertThat(run("webhooks", "listen", "--help").out())
                .contains("Examples:")
                .contains("--forward-to")
                .contains("--skip-verify");
    }
}
