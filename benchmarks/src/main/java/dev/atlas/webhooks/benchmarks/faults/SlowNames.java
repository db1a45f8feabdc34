package dev.atlas.webhooks.benchmarks.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A name server that answers for names below {@link #SLOW} after a while, and for all others never. */
final class SlowNames implements AutoCloseable {
    /** Resolvers ask on port 53 only. */
    static final String ADDRESS = "127.0.0.153";

    static final String SLOW = "slow.test";

    private static final int DELAY_MS = 1_500;
    private static final int MOST_BYTES = 512;
    private static final int HEADER_BYTES = 12;
    private static final int TYPE_A = 1;

    private final DatagramSocket socket;
    private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor();

    private SlowNames(DatagramSocket socket) {
        this.socket = socket;
    }

    static SlowNames start() throws IOException {
        try {
            SlowNames names = new SlowNames(new DatagramSocket(new InetSocketAddress(ADDRESS, 53)));
            new Thread(names::serve, "slow names").start();
            return names;
        } catch (SocketException e) {
            throw new IOException("A slow name server needs root, and port 53 of " + ADDRESS, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a reply that cannot be sent is lost, as packets may be
    private void serve() {
        while (!socket.isClosed()) {
            DatagramPacket question = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
            try {
                socket.receive(question);
            } catch (IOException e) {
                continue; // closed, or one packet less
            }
            byte[] asked = ByteBuffer.allocate(question.getLength())
                    .put(question.getData(), 0, question.getLength())
                    .array();
            if (name(asked).endsWith(SLOW)) {
                byte[] answer = answer(asked);
                DatagramPacket reply = new DatagramPacket(answer, answer.length, question.getSocketAddress());
                answers.schedule(() -> send(reply), DELAY_MS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private Object send(DatagramPacket reply) throws IOException {
        socket.send(reply);
        return reply;
    }

    /** The question's name, in lower case. */
    private static String name(byte[] asked) {
        StringBuilder name = new StringBuilder();
        for (int at = HEADER_BYTES; asked[at] != 0; at += asked[at] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(asked, at + 1, asked[at], StandardCharsets.US_ASCII));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** This machine's address for IPv4, none for IPv6 (RFC 1035, 4.1). */
    private static byte[] answer(byte[] asked) {
        int end = HEADER_BYTES;
        while (asked[end] != 0) {
            end += asked[end] + 1;
        }
        boolean ipv4 = asked[end + 2] == TYPE_A;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(asked, 0, 2);
        answer.writeBytes(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) (ipv4 ? 1 : 0), 0, 0, 0, 0});
        answer.write(asked, HEADER_BYTES, end + 5 - HEADER_BYTES);
        if (ipv4) {
            // The question's name, type A, class IN, no time to live, four bytes.
            answer.writeBytes(new byte[] {(byte) 0xc0, HEADER_BYTES, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4});
            answer.writeBytes(InetAddress.getLoopbackAddress().getAddress());
        }
        return answer.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
        answers.shutdownNow();
    }
}
