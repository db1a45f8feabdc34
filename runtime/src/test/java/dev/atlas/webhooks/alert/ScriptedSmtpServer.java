package dev.atlas.webhooks.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server for one conversation that answers chosen commands as told; an empty answer is silence. */
final class ScriptedSmtpServer implements AutoCloseable {
    private static final Map<String, String> USUAL =
            Map.of("HELLO", "220 ready", "EHLO", "250 scripted", "DATA", "354 go on", "QUIT", "221 bye");

    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    ScriptedSmtpServer(Map<String, String> answers) throws IOException {
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.answers = answers;
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The commands and lines that came in. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        try (Socket client = socket.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            answer(out, "HELLO");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                if (data && !line.equals(".")) {
                    continue;
                }
                String command = data ? "." : line.split("[ :]", 2)[0];
                data = command.equals("DATA") && !answers.containsKey("DATA");
                answer(out, command);
            }
        } catch (IOException e) {
            heard.add("closed");
        }
    }

    private void answer(OutputStream out, String command) throws IOException {
        String answer = answers.getOrDefault(command, USUAL.getOrDefault(command, "250 ok"));
        if (!answer.isEmpty()) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
