package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneTest extends WarScenario<Standalone> {
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private AskingReceiver asking;

    @Override
    Standalone start(Surroundings surroundings) throws Exception {
        asking = new AskingReceiver(surroundings.folder());
        return Standalone.start(
                surroundings,
                Map.of(
                        "javax.net.ssl.trustStore",
                        asking.trustStore().toString(),
                        "javax.net.ssl.trustStorePassword",
                        AskingReceiver.PASSWORD));
    }

    @AfterAll
    void stopAsking() {
        asking.close();
    }

    @Test
    void aReceiverThatAsksByTlsWhoConnectsIsShownTheEndpointsCertificate() throws Exception {
        String id = client().createEndpoint(asking.url(), "ticket.created").text("/id");
        client().publish("ticket.created", deal("before"));
        client().until(
                        "api/v1/deliveries?status=dead&endpoint=" + id,
                        dead -> dead.json().path("data").size() == 1);
        assertThat(asking.callers()).isEmpty();

        String path = "api/v1/endpoints/" + id;
        Answer set = client().put(
                        path + "/client-certificate",
                        "{\"pkcs12\":\"%s\",\"password\":\"%s\"}".formatted(asking.client(), AskingReceiver.PASSWORD));
        assertThat(set.text("/subject")).as(set.body()).isEqualTo("CN=client");
        client().post(path + "/resume", "");
        client().publish("ticket.created", deal("after"));
        client().until(
                        "api/v1/deliveries?status=delivered&endpoint=" + id,
                        delivered -> delivered.json().path("data").size() == 1);
        assertThat(asking.callers()).containsExactly("CN=client");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void itEndsCleanlyWhenAsked() throws Exception {
        assertThat(server().process().terminate()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(server().process().log().lines())
                .noneMatch(line -> line.contains("SEVERE") || line.contains("Exception"))
                .noneMatch(line -> line.contains(AtlasClient.KEY)
                        || line.contains("correct horse battery")
                        || line.contains("whsec_")
                        || line.contains(AskingReceiver.PASSWORD));
    }
}
