package dev.atlas.webhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} as its user meets it: a process with arguments, output and exit code. */
class ExecutableWarTest {
    private static Path war;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Path workingFiles;

    @BeforeAll
    static void makeWar() throws IOException {
        war = SampleWar.in(shared);
    }

    @BeforeEach
    void makeFolder() throws IOException {
        workingFiles = Files.createDirectory(folder.resolve("tmp"));
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void itServesTheWarAndEndsCleanlyWhenAsked() throws Exception {
        Process server = run(List.of(), "--port", "0");
        String ready = server.inputReader().readLine();
        assertThat(ready).matches("Atlas Webhooks is ready at http://127\\.0\\.0\\.1:\\d+/");
        assertThat(get(address(ready).resolve("/some/page"))).isEqualTo("/some/page");

        server.toHandle().destroy(); // Process.destroy closes the output that is read next
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.inputReader().lines()).containsExactly("application stopped");
        assertThat(errors()).isEmpty();
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void whatTheServerItselfRefusesIsAProblemForCallersOfTheApi() throws Exception {
        Process server = run(List.of(), "--port", "0");
        URI address = address(server.inputReader().readLine());
        for (String method : List.of("GET", "DELETE")) {
            String answer = raw(address, method + " /api/v1/events/%01 HTTP/1.1");

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/problem+json")
                    .contains("\"status\":400");
        }
        assertThat(raw(address, "GET /api/v1/events?q=" + "a".repeat(20_000) + " HTTP/1.1"))
                .startsWith("HTTP/1.1 414 ")
                .contains("Content-Type: application/problem+json");
        assertThat(raw(address, "GET /%01 HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("text/html");
    }

    private static String raw(URI address, String requestLine) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = requestLine + "\r\nHost: test\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theContextPathComesBeforeEveryPath() throws Exception {
        Process server = run(List.of(), "--port=0", "--context-path=/atlas");
        URI address = address(server.inputReader().readLine());
        assertThat(address.getPath()).isEqualTo("/atlas/");
        assertThat(get(address.resolve("page"))).isEqualTo("/atlas/page");
    }

    @Test
    void aPortInUseIsOneMessageAndExitCodeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(failure(List.of(), "--port", port))
                    .isEqualTo("Cannot listen on 127.0.0.1:" + port
                            + ": Address already in use. Choose another address with --host and --port.\n");
        }
    }

    @Test
    void anUnknownHostIsOneMessageAndExitCodeOne() throws Exception {
        assertThat(failure(List.of(), "--host", "no.such.host.invalid"))
                .isEqualTo("Cannot listen on no.such.host.invalid:8080: the host is unknown."
                        + " Choose another with --host.\n");
    }

    @Test
    void whatTheApplicationSaysWhenItCannotStartIsTheOnlyOutput() throws Exception {
        String refusal = "Atlas Webhooks cannot start: atlas.db.url is missing";
        assertThat(failure(List.of("-Drefusal=" + refusal), "--port", "0")).isEqualTo(refusal + "\n");
    }

    @Test
    void anUnknownArgumentIsNamedAndTheAllowedOnesAreShown() throws Exception {
        assertThat(failure(List.of(), "--prot", "80"))
                .isEqualTo("Unknown argument '--prot'. Allowed are --host, --port, --context-path and --help.\n\n"
                        + Arguments.HELP + "\n");
    }

    @Test
    void helpIsPrintedAndNothingStarts() throws Exception {
        Process server = run(List.of(), "--help");
        assertThat(server.inputReader().lines())
                .containsExactlyElementsOf(Arguments.HELP.lines().toList());
        assertThat(server.waitFor()).isZero();
        assertThat(filesLeft()).isEmpty();
    }

    private String failure(List<String> options, String... arguments) throws Exception {
        Process server = run(options, arguments);
        assertThat(server.inputReader().lines()).isEmpty();
        assertThat(server.waitFor()).isEqualTo(1);
        assertThat(filesLeft()).isEmpty();
        return errors();
    }

    private Process run(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("-Djava.io.tmpdir=" + workingFiles);
        command.addAll(options);
        command.addAll(List.of("-jar", war.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        started.add(process);
        return process;
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"), StandardCharsets.UTF_8);
    }

    private List<Path> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(workingFiles)) {
            return files.filter(file -> file.getFileName().toString().startsWith("atlas-webhooks-"))
                    .toList();
        }
    }

    private static URI address(String ready) {
        return URI.create(ready.substring(ready.indexOf("http://")));
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
