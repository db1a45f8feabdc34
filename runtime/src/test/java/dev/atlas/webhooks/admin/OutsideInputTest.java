package dev.atlas.webhooks.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.attempt.AddressGuard;
import dev.atlas.webhooks.config.Cidr;
import dev.atlas.webhooks.config.DurationText;
import dev.atlas.webhooks.embedded.Mutations;
import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.TraceParent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every parser of text from outside, on thousands of texts that are nearly right: it reads the text or says that it cannot,
 * and what it has read it reads again as the same.
 */
class OutsideInputTest {
    private static final int TEXTS = 4000;
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    /** A parser that throws {@link IllegalArgumentException}, with a message, and nothing else. */
    private static <T> int readsOrRefuses(long seed, Function<String, T> parser, String... samples) {
        Mutations texts = new Mutations(seed, List.of(samples));
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next();
            try {
                T value = parser.apply(text);
                assertThat(parser.apply(value.toString())).as(text).isEqualTo(value);
                read++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).as(text).isNotBlank();
            }
        }
        return read;
    }

    @Test
    void ids() {
        WorkspaceId workspace = new WorkspaceId(WorkspaceId.STEP);
        assertThat(readsOrRefuses(1, EndpointId::parse, new EndpointId(workspace, 42).toString()))
                .isPositive();
        assertThat(readsOrRefuses(2, DeliveryId::parse, new DeliveryId(workspace, Long.MAX_VALUE).toString()))
                .isPositive();
        assertThat(readsOrRefuses(3, EventId::parse, new EventId(workspace, 1).toString()))
                .isPositive();
        assertThat(readsOrRefuses(4, WorkspaceId::parse, workspace.toString())).isPositive();
    }

    @Test
    void rangesOfAddresses() {
        assertThat(readsOrRefuses(5, Cidr::parse, "10.0.0.0/8", "192.0.2.1/32", "fd00::/8", "::1/128", "::ffff:0:0/96"))
                .isPositive();
    }

    @Test
    void durations() {
        Function<String, String> parser = text -> DurationText.format(DurationText.parse(text));
        assertThat(readsOrRefuses(6, parser, "10s", "500ms", "30d", "48h", "0s"))
                .isPositive();
    }

    /** A URL that passes never names, in any way that Java understands, an address that is not public. */
    @Test
    void urlsOfEndpoints() throws Exception {
        AddressGuard guard = new AddressGuard(List.of());
        Mutations texts = new Mutations(
                7,
                List.of(
                        "https://example.com/hook?x=1",
                        "http://127.0.0.1/",
                        "http://[::1]:8080/",
                        "http://[::ffff:10.0.0.1]/",
                        "http://2130706433/",
                        "http://0x7f.1/",
                        "http://192.168.0.1/",
                        "https://user:password@example.com/"));
        int passed = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next();
            URI url;
            try {
                url = URI.create(text);
            } catch (IllegalArgumentException notOne) {
                continue;
            }
            if (guard.checkUrl(url).isEmpty()) {
                passed++;
                assertThat(url.getUserInfo()).as(text).isNull();
                assertThat(url.getScheme()).as(text).isIn("http", "https", "HTTP", "HTTPS");
                if (url.getHost().matches("\\[.*]|[0-9.]+")) {
                    assertThat(guard.verdict(InetAddress.getByName(url.getHost())))
                            .as(text)
                            .isEmpty();
                }
                assertThat(url.getHost().matches("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?")
                                && !url.getHost().matches("\\d{1,3}(\\.\\d{1,3}){3}"))
                        .as(text)
                        .isFalse();
            }
        }
        assertThat(passed).isPositive();
    }

    @Test
    void events() {
        EventReader reader = new EventReader();
        Mutations texts = new Mutations(
                8,
                List.of(
                        "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"id\":\"d_1\",\"value\":1.50,\"tags\":[\"a\"]}},"
                                + "\"previous\":{\"deal\":{\"value\":9000}},\"tags\":[\"q4\"],\"created\":1732365600,\"id\":\"x-1\"}",
                        "{\"type\":\"deal.created\",\"data\":{}}",
                        "{\"a\":[[[[{\"b\":null}]]]]}"));
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next();
            EventReading reading = reader.read(text, 1);
            if (reading instanceof EventReading.Accepted) {
                read++;
                assertThat(JsonMapper.shared().readTree(text).path("data").isObject())
                        .as(text)
                        .isTrue();
            } else {
                assertThat(reading).isInstanceOf(EventReading.Refused.class);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void signatureHeadersAndTraces() {
        String hex = "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd";
        Mutations signatures = new Mutations(
                9,
                List.of(
                        "t=1732365600,v1=" + hex,
                        "Host: x\nAtlas-Signature: t=1,v1=" + hex + ",v1=" + hex,
                        "webhook-id: evt_1\nwebhook-timestamp: 1732365600\nwebhook-signature: v1,aGVsbG8= v1,aGVsbG8="));
        Mutations traces = new Mutations(10, List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            try {
                assertThat(PastedSignature.read(signatures.next()).time()).isNotNegative();
                read++;
            } catch (PastedSignature.UnreadableException refused) {
                assertThat(refused.detail()).isNotBlank();
            }
            TraceParent trace = TraceParent.parse(traces.next());
            assertThat(trace == null || trace.text().length() == 55).isTrue();
        }
        assertThat(read).isPositive();
    }

    @Test
    void clientCertificates() throws IOException {
        String pem;
        try (InputStream in = EventReader.class.getResourceAsStream("/dev/atlas/webhooks/pipeline/crm.example.pem")) {
            pem = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Mutations texts = new Mutations(11, List.of(pem, pem.replace("\n", ""), pem + pem));
        int read = 0;
        for (int i = 0; i < TEXTS / 10; i++) {
            String text = texts.next();
            Result<?> asPem = ClientCertificateRules.read(new ClientCertificateInput(text, text, null, null), NOW);
            Result<?> asFile = ClientCertificateRules.read(new ClientCertificateInput(null, null, text, "x"), NOW);
            assertThat(asPem).isInstanceOfAny(Result.Ok.class, Result.Invalid.class);
            assertThat(asFile).isInstanceOf(Result.Invalid.class);
            read += asPem instanceof Result.Ok ? 1 : 0;
        }
        assertThat(read).isPositive();
    }
}
