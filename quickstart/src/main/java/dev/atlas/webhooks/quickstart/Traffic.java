package dev.atlas.webhooks.quickstart;

import dev.atlas.webhooks.quickstart.SampleEvents.SampleEvent;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.util.RawValue;

/** Two sample events a second: one in a transaction of the demo's application, the next over HTTP. */
final class Traffic implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    private final SampleEvents samples;
    private final CrmDatabase crm;
    private final Api api;
    private final Consumer<String> say;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread publisher = new Thread(this::publish, "sample-events");
    private boolean overHttp;
    private boolean failing;

    private Traffic(SampleEvents samples, CrmDatabase crm, Api api, Consumer<String> say) {
        this.samples = samples;
        this.crm = crm;
        this.api = api;
        this.say = say;
    }

    static Traffic start(SampleEvents samples, CrmDatabase crm, Api api, Consumer<String> say) {
        Traffic traffic = new Traffic(samples, crm, api, say);
        traffic.publisher.setDaemon(true);
        traffic.publisher.start();
        return traffic;
    }

    private void publish() {
        try {
            while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                publishOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Trouble is told once, and when it is over. */
    private void publishOne() {
        SampleEvent sample = samples.next();
        overHttp = !overHttp;
        try {
            if (overHttp) {
                api.post("events", bodyOf(sample));
            } else {
                crm.change(sample);
            }
            if (failing) {
                say.accept("Sample events flow again.");
            }
            failing = false;
        } catch (SQLException | QuickstartException e) {
            if (!failing) {
                say.accept("No sample events: " + e.getMessage());
            }
            failing = true;
        }
    }

    private static Map<String, Object> bodyOf(SampleEvent sample) {
        RawValue data = new RawValue(sample.data());
        return sample.previous() == null
                ? Map.of("type", sample.type(), "data", data)
                : Map.of("type", sample.type(), "data", data, "previous", new RawValue(sample.previous()));
    }

    /** Returns when the event under way is published. */
    @Override
    public void close() {
        closing.countDown();
        try {
            publisher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
