package dev.atlas.webhooks.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code /mail/} lists the kept mails, newest first; {@code /mail/0001.html} and {@code /mail/0001.eml} show one. */
record MailPages(Path folder) implements HttpHandler {
    private static final Pattern TITLE = Pattern.compile("<title>([^<]+)</title>");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/mail/".length());
        Path file = folder.resolve(name);
        if (name.isEmpty()) {
            send(exchange, 200, "text/html", list());
        } else if (name.matches("\\d+\\.(html|eml)") && Files.exists(file)) {
            send(exchange, 200, name.endsWith("html") ? "text/html" : "text/plain", Files.readString(file));
        } else {
            send(exchange, 404, "text/plain", "There is no such mail.\n");
        }
    }

    private String list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return page("<p>No mail yet. The first comes when the failing endpoint is paused: about a minute after the"
                    + " first start.</p>");
        }
        List<Path> newestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            newestFirst = files.filter(file -> file.toString().endsWith(".html"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        StringBuilder items = new StringBuilder();
        for (Path file : newestFirst) {
            String name = file.getFileName().toString();
            items.append("<li><a href=\"%s\">%s</a> (<a href=\"%s\">source</a>)</li>\n"
                    .formatted(name, title(file), name.replace(".html", ".eml")));
        }
        return page("<ul>\n" + items + "</ul>");
    }

    /** As the mail has it: HTML already. */
    private static String title(Path mail) throws IOException {
        Matcher title = TITLE.matcher(Files.readString(mail));
        return title.find() ? title.group(1) : mail.getFileName().toString();
    }

    private static String page(String content) {
        return """
               <!doctype html>
               <html lang="en"><head><meta charset="utf-8"><title>Caught mails</title>
               <style>:root { color-scheme: light dark } body { font: 16px/1.6 system-ui; margin: 3rem auto; max-width: 40rem }</style>
               </head><body><h1>Caught mails</h1>
               %s
               </body></html>
               """
                .formatted(content);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            // A mail is shown, never run.
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
