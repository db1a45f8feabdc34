package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DatabaseTest
class AssetsAndHeadersTest {
    private static SampleWorkspace workspace;
    private static WebappServer webapp;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path content, TestDatabase database) throws Exception {
        Files.createDirectories(content.resolve("assets/vendor/lib/1.2.3"));
        Files.writeString(content.resolve("assets/own.css"), "body { color: red }");
        Files.writeString(content.resolve("assets/vendor/lib/1.2.3/index.js"), "export {}");
        Files.writeString(content.resolve("assets/.hidden.css"), "");
        Files.writeString(content.resolve("secret.css"), "not an asset");
        workspace = new SampleWorkspace(database.dataSource(), InstantSource.system());
        webapp = new WebappServer(content, workspace.services(), InstantSource.system(), 0);
        browser = webapp.browser();
    }

    @AfterAll
    static void stop() throws Exception {
        webapp.stop();
        workspace.close();
    }

    @Test
    void ourOwnAssetsAreRevalidatedByTheirHash() throws Exception {
        HttpResponse<String> first = browser.get("/assets/own.css");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = browser.get("/assets/own.css", "If-None-Match", etag);

        assertThat(first.body()).isEqualTo("body { color: red }");
        assertThat(first.headers().firstValue("Content-Type")).get().asString().startsWith("text/css");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void vendoredAssetsMayBeKeptForEver() throws Exception {
        HttpResponse<String> file = browser.get("/assets/vendor/lib/1.2.3/index.js");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void assetsAreCompressedForWhoeverAcceptsIt() throws Exception {
        HttpResponse<String> file = browser.get("/assets/own.css", "Accept-Encoding", "gzip, br");

        assertThat(file.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(file.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/absent.css",
                "/assets/.hidden.css",
                "/assets/",
                "/assets/vendor",
                "/assets/../secret.css",
                "/assets/%2e%2e/secret.css",
                "/assets/vendor/..%2f..%2f..%2fsecret.css",
                "/assets//own.css"
            })
    void nothingButAssetsIsServed(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);

        assertThat(answer.statusCode()).isIn(303, 400, 404);
        assertThat(answer.body()).doesNotContain("not an asset");
    }

    @Test
    void aPageThatDoesNotExistSaysSoInTheProductsOwnLook() throws Exception {
        Browser member = webapp.browser();
        member.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);
        HttpResponse<String> page = member.get("/no-such-page");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).get().asString().startsWith("text/html");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.body()).contains("There is no page at this address", "/atlas/assets/css/base.css");
    }

    @Test
    void inlineScriptsCarryTheNonceOfTheirOwnResponse() throws Exception {
        HttpResponse<String> one = browser.get("/login");
        HttpResponse<String> other = browser.get("/login");

        assertThat(one.body()).contains("nonce=\"" + nonce(one) + "\"");
        assertThat(nonce(one)).isNotEqualTo(nonce(other));
        assertThat(policy(one)).startsWith("default-src 'none'").doesNotContain("unsafe");
    }

    private static String nonce(HttpResponse<String> page) {
        Matcher matcher = Pattern.compile("script-src 'self' 'nonce-([^']+)'").matcher(policy(page));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String policy(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Security-Policy").orElseThrow();
    }
}
