package dev.atlas.webhooks.cli.listen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events on a thread of its own, so that a connection which has died silently (a sleeping laptop) is
 * noticed: not even a heartbeat comes then.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream implements AutoCloseable {
    /** The server's heartbeat comes every 10 s. */
    private static final Duration SILENCE = Duration.ofSeconds(35);

    private static final Message HEARTBEAT = new Message("", "");
    private static final Message END = new Message("end of stream", "");

    private final InputStream in;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(100);
    private long lastHeard = System.nanoTime();

    /** A server-sent event: its name and its data. */
    record Message(String name, String data) {}

    EventStream(InputStream in) {
        this.in = in;
        Thread reader = new Thread(this::read, "listen");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String name = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    messages.put(data.isEmpty() ? HEARTBEAT : new Message(name, data.toString()));
                    name = "message";
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n")
                            .append(line.substring("data:".length()).strip());
                }
            }
        } catch (IOException e) {
            // the connection is lost, which is what END says
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        messages.offer(END);
    }

    /**
     * The next message.
     *
     * @return null when none came within {@code patience}
     * @throws IOException when the connection is lost
     */
    @Nullable
    Message next(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long now = System.nanoTime();
            long silentAt = lastHeard + SILENCE.toNanos();
            Message message = messages.poll(Math.min(end - now, silentAt - now), TimeUnit.NANOSECONDS);
            if (message == null) {
                if (System.nanoTime() >= silentAt) {
                    throw new IOException("nothing heard for " + SILENCE.toSeconds() + " s");
                }
                return null;
            }
            if (message.equals(END)) {
                throw new IOException("the connection has ended");
            }
            lastHeard = System.nanoTime();
            if (!message.equals(HEARTBEAT)) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
