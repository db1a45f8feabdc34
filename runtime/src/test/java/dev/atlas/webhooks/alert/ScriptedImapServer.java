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
import java.util.concurrent.CopyOnWriteArrayList;

/** An IMAP server with one mailbox of a few mails, of which one ends the connection whenever it is asked for. */
final class ScriptedImapServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> mails;
    private final int deadly;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** @param deadly the place of that mail, from 1 on */
    ScriptedImapServer(List<String> mails, int deadly) throws IOException {
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.mails = mails;
        this.deadly = deadly;
        Thread thread = new Thread(this::serve, "scripted-imap");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The commands that came in, without their tags. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept();
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                    OutputStream out = client.getOutputStream()) {
                say(out, "* OK ready");
                String line = in.readLine();
                while (line != null && answer(out, line.split(" ", 2)[0], line.split(" ", 2)[1])) {
                    line = in.readLine();
                }
            } catch (IOException e) {
                heard.add("closed");
            }
        }
    }

    private boolean answer(OutputStream out, String tag, String command) throws IOException {
        heard.add(command);
        if (command.startsWith("CAPABILITY")) {
            say(out, "* CAPABILITY IMAP4rev1");
        } else if (command.startsWith("SELECT")) {
            say(out, "* %d EXISTS".formatted(mails.size()));
            say(out, "* OK [UIDVALIDITY 7] numbers");
            say(out, "* OK [UIDNEXT %d] next".formatted(mails.size() + 1));
        } else if (command.startsWith("SEARCH") || command.startsWith("UID SEARCH")) {
            say(out, "* SEARCH 1");
        } else if (command.startsWith("UID FETCH")) {
            int first = Integer.parseInt(command.replaceAll("UID FETCH (\\d+):.*", "$1"));
            for (int i = first; i <= mails.size(); i++) {
                say(out, "* %d FETCH (UID %d)".formatted(i, i));
            }
        } else if (command.contains("BODY")) {
            int place = Integer.parseInt(command.replaceAll("FETCH (\\d+) .*", "$1"));
            if (place == deadly) {
                return false;
            }
            String mail = mails.get(place - 1);
            say(out, "* %d FETCH (BODY[]<0> {%d}\r\n%s)".formatted(place, mail.length(), mail));
        } else if (command.startsWith("FETCH")) {
            for (int i = 1; i <= mails.size(); i++) {
                say(
                        out,
                        "* %d FETCH (UID %d RFC822.SIZE %d)"
                                .formatted(i, i, mails.get(i - 1).length()));
            }
        }
        say(out, tag + " OK done");
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
