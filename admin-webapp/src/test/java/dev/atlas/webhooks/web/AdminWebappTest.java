package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminWebappTest {
    private static WebappServer webapp;

    @BeforeAll
    static void start(@TempDir Path content) throws Exception {
        Files.createDirectories(content.resolve("assets/vendor/lib/1.2.3"));
        Files.writeString(content.resolve("assets/own.css"), "body { color: red }");
        Files.writeString(content.resolve("assets/vendor/lib/1.2.3/index.js"), "export {}");
        Files.writeString(content.resolve("assets/.hidden.css"), "");
        Files.writeString(content.resolve("secret.css"), "not an asset");
        webapp = new WebappServer(content);
    }

    @AfterAll
    static void stop() throws Exception {
        webapp.stop();
    }

    @Test
    void ourOwnAssetsAreRevalidatedByTheirHash() throws Exception {
        HttpResponse<String> first = webapp.get("/assets/own.css");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = webapp.get("/assets/own.css", "If-None-Match", etag);

        assertThat(first.body()).isEqualTo("body { color: red }");
        assertThat(first.headers().firstValue("Content-Type")).get().asString().startsWith("text/css");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void vendoredAssetsMayBeKeptForEver() throws Exception {
        HttpResponse<String> file = webapp.get("/assets/vendor/lib/1.2.3/index.js");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void assetsAreCompressedForWhoeverAcceptsIt() throws Exception {
        HttpResponse<String> file = webapp.get("/assets/own.css", "Accept-Encoding", "gzip, br");

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
        assertThat(webapp.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void aPageThatDoesNotExistSaysSoInTheProductsOwnLook() throws Exception {
        HttpResponse<String> page = webapp.get("/no-such-page");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).get().asString().startsWith("text/html");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.body()).contains("There is no page at this address", "/atlas/assets/css/base.css");
    }

    @Test
    void inlineScriptsCarryTheNonceOfTheirOwnResponse() throws Exception {
        HttpResponse<String> one = webapp.get("/no-such-page");
        HttpResponse<String> other = webapp.get("/no-such-page");

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
