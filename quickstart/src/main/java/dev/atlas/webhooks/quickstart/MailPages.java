package dev.atlas.webhooks.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /mail/} lists the kept mails, newest first; {@code /mail/0001.html} and {@code /mail/0001.eml} show one. */
record MailPages(Path folder) implements HttpHandler {

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
        try (Stream<Path> files = Files.list(folder)) {
            return page(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .sorted(Comparator.reverseOrder())
                    .map(name -> "<li><a href=\"%1$s\">%1$s</a> (<a href=\"%2$s\">source</a>)</li>"
                            .formatted(name, name.replace(".html", ".eml")))
                    .collect(Collectors.joining("\n", "<ol reversed>\n", "\n</ol>")));
        }
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
