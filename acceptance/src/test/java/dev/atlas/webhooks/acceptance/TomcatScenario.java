package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.Eventually;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator of Tomcat does besides. */
abstract class TomcatScenario extends ContainerScenario {
    private static final Pattern LINE = Pattern.compile(
            ".* attempt delivery=dlv_\\w+ endpoint=ep_\\w+ event=(evt_\\w+) type=note.created sequence=1 number=1 round=1"
                    + " replay=- status=200 bytes=4 ms=\\d+ dns_ms=\\S+ connect_ms=\\S+ tls_ms=- first_byte_ms=\\d+"
                    + " trace=\\S+");

    @Test
    void oneLineOfItsLoggingPropertiesGivesALineForEveryAttempt() throws Exception {
        client().createEndpoint(receiver().url("/logged"), "note.created");
        String event = client().publish("note.created", "{\"note\":{\"id\":\"n_1\"}}");
        receiver().until("/logged", got -> got.size() == 1);

        List<String> lines = Eventually.get(
                "the attempt's line",
                () -> server().process()
                        .log()
                        .lines()
                        .filter(line -> line.contains(event))
                        .toList(),
                found -> !found.isEmpty());

        assertThat(lines).singleElement().asString().matches(LINE).contains("event=" + event);
    }
}
