package dev.atlas.webhooks.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final Parts parts = new Parts(said::add);

    private AutoCloseable part(String name) {
        return () -> stopped.add(name);
    }

    @Test
    void partsStopInTheReverseOrderOfTheirStart() {
        parts.start("the database", () -> part("database"));
        parts.start("the server", () -> part("server"));
        parts.close();
        assertThat(stopped).containsExactly("server", "database");
        assertThat(said).containsExactly("Stopping the server ...", "Stopping the database ...");
    }

    @Test
    void aPartThatFailsToStopDoesNotKeepTheOthersRunning() {
        parts.start("the database", () -> part("database"));
        parts.start("the server", () -> () -> {
            throw new IllegalStateException("stuck");
        });
        parts.close();
        assertThat(stopped).containsExactly("database");
        assertThat(said).contains("Cannot stop the server: java.lang.IllegalStateException: stuck");
    }

    @Test
    void nothingStartsOnceTheStopHasBegun() {
        parts.close();
        parts.awaitClose();
        assertThatThrownBy(() -> parts.start("the server", () -> part("server")))
                .isInstanceOf(QuickstartException.class);
        assertThat(stopped).isEmpty();
    }

    @Test
    void aStopThatComesWhileAPartStartsStopsThatPartToo() throws InterruptedException {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch mayStart = new CountDownLatch(1);
        Thread starter = new Thread(() -> parts.start("the database", () -> {
            starting.countDown();
            awaitQuietly(mayStart);
            return part("database");
        }));
        starter.start();
        starting.await();
        Thread stopper = new Thread(parts::close);
        stopper.start();
        mayStart.countDown();
        parts.awaitClose();
        assertThat(stopped).containsExactly("database");
        starter.join();
        stopper.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
