package dev.atlas.webhooks.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The receivers of a load, as cheap as can be: one thread, one selector, in a process of its own. Takes any POST; a path
 * that begins with {@code /hang} is never answered, one that begins with {@code /fail} with 503, one that begins with
 * {@code /later} after 20 ms. An event that does not
 * say when it was made is of the past: it was replayed, and is counted apart. {@code GET /report} tells how much has come
 * so far, {@code GET /replayed} how much of the past and when the first of it came, {@code GET /receipts} when each event
 * came that was not told yet.
 */
public final class Sink {
    private static final int LARGEST_REQUEST = 32 * 1024;
    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    private static final byte[] FAILED = ascii("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] SENT = ascii("\"sent\":");
    private static final byte[] END = ascii("\r\n\r\n");
    private static final byte[] HANG = ascii("POST /hang");
    private static final byte[] FAIL = ascii("POST /fail");
    private static final byte[] LATER = ascii("POST /later");
    private static final byte[] REPORT = ascii("GET /report");
    private static final byte[] REPLAYED = ascii("GET /replayed");
    private static final byte[] RECEIPTS = ascii("GET /receipts");

    private static final long LATER_NANOS = 20_000_000;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final ArrayDeque<Late> late = new ArrayDeque<>();
    private long count;
    private long bytes;
    private long replayed;
    private long firstReplayed;

    /** When an event was made and when it came, by turns. */
    private long[] receipts = new long[1 << 16];

    private int told;

    /** What has been read from a connection and not been taken yet. */
    private static final class Input {
        private final byte[] bytes = new byte[LARGEST_REQUEST];
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    }

    /** An answer that is owed. */
    private record Late(SocketChannel channel, long due) {}

    private Sink(Selector selector, ServerSocketChannel server) {
        this.selector = selector;
        this.server = server;
    }

    public static void main(String[] args) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println(
                "The sink listens at http://127.0.0.1:" + server.socket().getLocalPort() + "/");
        new Sink(selector, server).run();
    }

    private void run() throws IOException {
        while (true) {
            if (late.isEmpty()) {
                selector.select();
            } else {
                selector.select(Math.max(1, (late.peek().due() - System.nanoTime()) / 1_000_000));
            }
            answerLate();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept();
                } else if (key.isValid() && key.isReadable()) {
                    read(key);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void answerLate() {
        while (!late.isEmpty() && late.peek().due() <= System.nanoTime()) {
            SocketChannel channel = late.remove().channel();
            try {
                channel.write(ByteBuffer.wrap(OK));
            } catch (IOException hungUp) {
                // nobody waits for it any more
            }
        }
    }

    private void accept() throws IOException {
        for (SocketChannel next = server.accept(); next != null; next = server.accept()) {
            next.configureBlocking(false);
            next.socket().setTcpNoDelay(true);
            next.register(selector, SelectionKey.OP_READ, new Input());
        }
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        Input input = (Input) key.attachment();
        ByteBuffer buffer = input.buffer;
        try {
            if (channel.read(buffer) < 0) {
                channel.close();
                return;
            }
            int used = 0;
            for (int end = requestEnd(input, used); end > 0; end = requestEnd(input, used)) {
                take(channel, input.bytes, used, end);
                used = end;
            }
            buffer.flip().position(used);
            buffer.compact();
        } catch (IOException hungUp) {
            channel.close();
        }
    }

    private void take(SocketChannel channel, byte[] request, int start, int end) throws IOException {
        if (begins(request, start, REPORT)) {
            answer(channel, report());
            return;
        }
        if (begins(request, start, REPLAYED)) {
            answer(channel, "%d %d".formatted(replayed, firstReplayed));
            return;
        }
        if (begins(request, start, RECEIPTS)) {
            answer(channel, receipts());
            return;
        }
        if (begins(request, start, HANG)) {
            return;
        }
        if (begins(request, start, FAIL)) {
            channel.write(ByteBuffer.wrap(FAILED));
            return;
        }
        int sent = find(request, start, end, SENT);
        if (sent > 0) {
            count++;
            bytes += end - start;
            note(number(request, sent + SENT.length));
        } else if (replayed++ == 0) {
            firstReplayed = Events.now();
        }
        if (begins(request, start, LATER)) {
            late.add(new Late(channel, System.nanoTime() + LATER_NANOS));
        } else {
            channel.write(ByteBuffer.wrap(OK));
        }
    }

    private void note(long made) {
        if (told + 2 > receipts.length) {
            receipts = Arrays.copyOf(receipts, 2 * receipts.length);
        }
        receipts[told++] = made;
        receipts[told++] = Events.now();
    }

    /** {@code count bytes cpu-micros}, of what was answered with 200. */
    private String report() {
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return "%d %d %d".formatted(count, bytes, cpu.toNanos() / 1_000);
    }

    private String receipts() {
        StringBuilder text = new StringBuilder(18 * told);
        for (int i = 0; i < told; i++) {
            text.append(receipts[i]).append(' ');
        }
        told = 0;
        return text.toString();
    }

    private static void answer(SocketChannel channel, String text) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(
                ascii("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(text.length(), text)));
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    /** Where the request that begins at {@code start} ends; 0 while it is incomplete. */
    private static int requestEnd(Input input, int start) {
        byte[] all = input.bytes;
        int filled = input.buffer.position();
        int head = find(all, start, filled, END);
        if (head < 0) {
            return 0;
        }
        int length = 0;
        for (int i = start; i < head; i++) {
            if (all[i] == '\n' && beginsIgnoringCase(all, i + 1)) {
                length = (int) number(all, i + 1 + LENGTH.length);
                break;
            }
        }
        int end = head + END.length + length;
        return end <= filled ? end : 0;
    }

    private static boolean beginsIgnoringCase(byte[] all, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((all[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(byte[] all, int at, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if (all[at + i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static int find(byte[] all, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (begins(all, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static long number(byte[] all, int from) {
        int at = from;
        while (all[at] == ' ') {
            at++;
        }
        long number = 0;
        while (all[at] >= '0' && all[at] <= '9') {
            number = number * 10 + (all[at++] - '0');
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
