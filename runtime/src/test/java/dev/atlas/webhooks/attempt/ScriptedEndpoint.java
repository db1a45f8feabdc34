package dev.atlas.webhooks.attempt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server over raw sockets that misbehaves as told. Each connection is served by one run of the script. */
final class ScriptedEndpoint implements AutoCloseable {

    interface Script {
        void serve(Peer peer) throws IOException;
    }

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket server;
    private final String scheme;
    private final Script script;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    private ScriptedEndpoint(ServerSocket server, String scheme, Script script) {
        this.server = server;
        this.scheme = scheme;
        this.script = script;
        start(this::accept);
    }

    static ScriptedEndpoint with(Script script) {
        return on("127.0.0.1", script);
    }

    static ScriptedEndpoint on(String address, Script script) {
        try {
            return new ScriptedEndpoint(new ServerSocket(0, 50, InetAddress.getAllByName(address)[0]), "http", script);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ScriptedEndpoint secure(SSLContext context, Script script) {
        return new ScriptedEndpoint(secured(context), "https", script);
    }

    /** Speaks this protocol only, and asks each client for a certificate. */
    static ScriptedEndpoint asking(SSLContext context, String protocol, Script script) {
        SSLServerSocket socket = secured(context);
        socket.setNeedClientAuth(true);
        socket.setEnabledProtocols(new String[] {protocol});
        return new ScriptedEndpoint(socket, "https", script);
    }

    private static SSLServerSocket secured(SSLContext context) {
        try {
            InetAddress local = InetAddress.getAllByName("127.0.0.1")[0];
            return (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, local);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads one request and answers it with this text; then closes. */
    static ScriptedEndpoint answering(String response) {
        return with(peer -> {
            peer.request();
            peer.write(response);
        });
    }

    /** Answers each request with this text for as long as the client likes. */
    static ScriptedEndpoint keepingAlive(String response) {
        return with(peer -> {
            while (peer.request() != null) {
                peer.write(response);
            }
        });
    }

    URI url(String path) {
        String host = server.getInetAddress().getHostAddress();
        return at(host.contains(":") ? "[" + host + "]" : host, path);
    }

    URI at(String host, String path) {
        return URI.create(scheme + "://" + host + ":" + server.getLocalPort() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    /** All requests so far, head and body. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return sockets.size();
    }

    /** Waits until a script found that its client is gone. */
    boolean clientIsGone() throws InterruptedException {
        return gone.await(5, TimeUnit.SECONDS);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Peer(socket));
        } catch (IOException e) {
            gone.countDown();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-endpoint");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The client's end of one connection. */
    final class Peer {

        private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

        private final Socket socket;

        private Peer(Socket socket) {
            this.socket = socket;
        }

        /** Reads one whole request; null when the client closed instead. */
        String request() throws IOException {
            String head = head();
            if (head == null) {
                return null;
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body =
                    length.find() ? socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
            String request = head + new String(body, StandardCharsets.UTF_8);
            requests.add(request);
            return request;
        }

        /** Who the client says that it is; the handshake is over. */
        String client() throws IOException {
            return ((SSLSocket) socket).getSession().getPeerPrincipal().getName();
        }

        /** Reads so many bytes as they are. */
        byte[] raw(int count) throws IOException {
            return socket.getInputStream().readNBytes(count);
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Reads one request's head and no more; null when the client closed instead. */
        String head() throws IOException {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    gone.countDown();
                    return null;
                }
                read.write(b);
            }
            return read.toString(StandardCharsets.ISO_8859_1);
        }

        /** Reads until the client closes. */
        void awaitEnd() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            gone.countDown();
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Writes this again and again, some milliseconds apart, until the client closes. */
        void drip(String text, int millis) throws IOException {
            socket.setSoTimeout(millis);
            while (!clientClosed()) {
                write(text);
            }
            gone.countDown();
        }

        /** Says nothing until the client closes. */
        void keepSilent() throws IOException {
            drip("", 50);
        }

        private boolean clientClosed() throws IOException {
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        /** Ends the connection by RST instead of FIN. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
