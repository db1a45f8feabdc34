package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What an operator does besides, where a container runs the WAR. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ContainerScenario extends WarScenario<Container> {

    @Test
    @Order(Integer.MAX_VALUE)
    void anUndeployLeavesNoThreadBehindAndTheNextDeployWorks() throws Exception {
        Container container = server();
        assertThat(container.process().threads()).anyMatch(name -> name.startsWith("atlas-"));

        container.undeploy();
        client().until("healthz", answer -> answer.status() == 404);

        Eventually.get("no thread of the product", container.process()::threads, threads -> threads.stream()
                .noneMatch(name -> name.startsWith("atlas-")));
        container.deploy();
        client().until("readyz", answer -> answer.status() == 200);
        assertThat(client().get("api/v1/endpoints").json().path("data").size()).isPositive();
        assertThat(container.process().log().lines())
                .noneMatch(line -> line.contains("memory leak") || line.contains("failed to stop"));
    }
}
