package dev.atlas.webhooks.benchmarks.faults;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The servers behind the endpoints: each answers as its {@link Target} says, and all is kept. Safe for several threads. */
final class Receivers implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BACKLOG = 1_000;
    private static final int LONGEST_WAIT_MS = 10_000;
    private static final int DRIP_MS = 100;

    static final String HOST = "127.0.0.1";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    private final Random random;
    private volatile boolean repaired;

    private Receivers(ServerSocket server, Random random) {
        this.server = server;
        this.random = random;
    }

    static Receivers start(Random random) throws IOException {
        Receivers receivers = new Receivers(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), random);
        receivers.threads.execute(receivers::accept);
        return receivers;
    }

    String url(Target target, String host) {
        return "http://" + host + ":" + server.getLocalPort() + "/" + target;
    }

    /** From now on {@link Target#BROKEN} works. */
    void repair() {
        repaired = true;
    }

    List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException("The receivers' socket fails", e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (Socket socket = connection) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (take(socket, in)) {
                socket.setSoTimeout(0);
            }
        } catch (IOException gone) {
            // The sender has hung up, or was killed; a request that was not read to its end is none.
        }
    }

    /** Takes one request; false when the connection must not be used further. */
    private boolean take(Socket socket, InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return false;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        long start = System.nanoTime();
        String body = new String(bytes, StandardCharsets.UTF_8);
        JsonNode event = JSON.readTree(body);
        JsonNode deal = event.at("/data/deal");
        Target target = Target.valueOf(line.split(" ", -1)[1].substring(1));
        int attempt = Integer.parseInt(headers.getOrDefault("atlas-attempt", "0"));
        Reaction reaction;
        synchronized (random) {
            reaction = target.reaction(attempt, deal.path("poison").asBoolean(), repaired, random);
        }
        boolean accepted = false;
        try {
            react(reaction, socket, in);
            accepted = reaction == Reaction.ACCEPT;
        } finally {
            receipts.add(new Receipt(
                    target,
                    event.path("id").asString(),
                    deal.path("name").asString(),
                    event.path("sequence").asLong(),
                    attempt,
                    headers.getOrDefault("atlas-delivery-id", ""),
                    body,
                    start,
                    System.nanoTime(),
                    accepted));
        }
        return accepted;
    }

    private static void react(Reaction reaction, Socket socket, InputStream in) throws IOException {
        switch (reaction) {
            case ACCEPT -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nseen");
            case GONE -> write(socket, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
            case ERROR -> write(socket, "HTTP/1.1 500 Broken\r\nContent-Length: 5\r\n\r\nsorry");
            case TOO_MANY ->
                write(socket, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
            case REDIRECT -> write(socket, "HTTP/1.1 302 Found\r\nLocation: /STEADY\r\nContent-Length: 0\r\n\r\n");
            case HANG -> awaitHangUp(socket, in, LONGEST_WAIT_MS);
            case DRIP -> drip(socket, in);
            case RESET -> socket.setSoLinger(true, 0);
            case GARBAGE -> write(socket, "\u0000\u0001 this is not HTTP \r\n\r\n");
            case CLOSE -> {}
            case CUT -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nonly the begin");
        }
    }

    private static void drip(Socket socket, InputStream in) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nX-Drip: ");
        for (int i = 0; i < LONGEST_WAIT_MS / DRIP_MS && !awaitHangUp(socket, in, DRIP_MS); i++) {
            write(socket, "x");
        }
    }

    private static boolean awaitHangUp(Socket socket, InputStream in, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException still) {
            return false;
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
