package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneTest extends WarScenario<Standalone> {
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @Override
    Standalone start(Surroundings surroundings) throws Exception {
        return Standalone.start(surroundings);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void itEndsCleanlyWhenAsked() throws Exception {
        assertThat(server().process().terminate()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(server().process().log().lines())
                .noneMatch(line -> line.contains("SEVERE") || line.contains("Exception"));
    }
}
