package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.Eventually;
import dev.atlas.webhooks.embedded.ForkedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does besides, where a container runs the WAR. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ContainerScenario extends WarScenario<Container> {
    /** Asking a process for its classes takes long on a busy machine, and one collection may not be enough. */
    private static final Duration COLLECTED = Duration.ofMinutes(3);

    @Test
    @Order(Integer.MAX_VALUE)
    void aListenerGoesOnAfterARedeploy(@TempDir Path folder) throws Exception {
        try (Cli.Listener listener = Cli.listen(
                folder, server().address(), "--forward-to", receiver().url("/local"), "--events", "task.created")) {
            client().publish("task.created", "{\"deal\":{\"name\":\"before\"}}");
            receiver().until("/local", got -> got.size() == 1);
            undeployAndLookForRemains();
            server().deploy();
            client().until("readyz", answer -> answer.status() == 200);
            client().publish("task.created", "{\"deal\":{\"name\":\"after\"}}");

            List<Received> forwarded = receiver().until("/local", got -> got.size() == 2);

            assertThat(forwarded).extracting(Received::name).containsExactly("before", "after");
            client().until(
                            "api/v1/deliveries?status=delivered&endpoint=" + listener.endpoint(),
                            answer -> answer.json().path("data").size() == 2);
            listener.process().terminate();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void anUndeployLeavesNothingBehindAndTheNextDeployWorks() throws Exception {
        for (int cycle = 0; cycle < 2; cycle++) {
            assertThat(server().process().threads()).anyMatch(name -> name.startsWith("atlas-"));
            undeployAndLookForRemains();
            server().deploy();
            client().until("readyz", answer -> answer.status() == 200);
            assertThat(client().get("api/v1/endpoints").json().path("data").size())
                    .isPositive();
        }
        assertThat(server().process().log().lines())
                .noneMatch(line -> line.contains("memory leak") || line.contains("failed to stop"));
    }

    private void undeployAndLookForRemains() throws Exception {
        ForkedProcess process = server().process();
        server().undeploy();
        client().until("healthz", answer -> answer.status() == 404);

        Eventually.get("no thread of the product", process::threads, threads -> threads.stream()
                .noneMatch(name -> name.startsWith("atlas-")));
        Eventually.get(
                COLLECTED, "no class of the product", () -> process.classesLeft("dev.atlas.webhooks"), List::isEmpty);
    }
}
