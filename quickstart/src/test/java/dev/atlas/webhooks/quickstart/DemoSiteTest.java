package dev.atlas.webhooks.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSiteTest {
    @TempDir
    private Path mails;

    private final HttpClient client = HttpClient.newHttpClient();
    private DemoSite site;

    @BeforeEach
    void start() {
        site = DemoSite.start(mails.resolve("mail"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(site.uri().resolve(path))
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(site.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    @Test
    void receiversAnswerByTheirPath() throws IOException, InterruptedException {
        assertThat(post("healthy/warehouse").statusCode()).isEqualTo(200);
        assertThat(post("broken/legacy").statusCode()).isEqualTo(500);
        assertThat(post("unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void theSlowOneTakesTwoSeconds() throws IOException, InterruptedException {
        long before = System.nanoTime();
        assertThat(post("slow/billing").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
    }

    @Test
    void twoSitesRunAtTheSameTime() throws IOException, InterruptedException {
        try (DemoSite other = DemoSite.start(mails)) {
            assertThat(other.uri()).isNotEqualTo(site.uri());
            assertThat(client.send(
                                    HttpRequest.newBuilder(other.uri().resolve("healthy"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keptMailsAreListedAndShownButNeverRun() throws IOException, InterruptedException {
        assertThat(get("mail/").body()).contains("No mail yet");
        Path folder = Files.createDirectories(mails.resolve("mail"));
        Files.writeString(folder.resolve("0001.html"), "<title>Paused &amp; held</title>");
        Files.writeString(folder.resolve("0001.eml"), "Subject: Paused");
        assertThat(get("mail/").body()).contains("<a href=\"0001.html\">Paused &amp; held</a>", "href=\"0001.eml\"");
        HttpResponse<String> mail = get("mail/0001.html");
        assertThat(mail.body()).isEqualTo("<title>Paused &amp; held</title>");
        assertThat(mail.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(get("mail/0001.eml").body()).isEqualTo("Subject: Paused");
    }

    @Test
    void nothingButMailsCanBeRead() throws IOException, InterruptedException {
        Files.writeString(mails.resolve("credentials.properties"), "secret");
        assertThat(get("mail/..%2Fcredentials.properties").statusCode()).isEqualTo(404);
        assertThat(get("mail/0002.html").statusCode()).isEqualTo(404);
    }
}
