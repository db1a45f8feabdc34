package dev.atlas.webhooks.servlet;

import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.alert.AlertMute;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the links of alert mails lead that end such mails: no log-in, the token in the path is the proof. A GET only asks,
 * since mail scanners follow links; a POST ends the mails, as RFC 8058 has it for the one click. Thread-safe.
 */
final class UnsubscribeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient AlertAdmin alerts;

    UnsubscribeServlet(AlertAdmin alerts) {
        this.alerts = alerts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<AlertMute> mute = mute(request);
        if (mute.isEmpty()) {
            unknown(response);
        } else {
            write(response, 200, "No more mails to %s when %s?", mute.get(), "end", "No more mails of this kind");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<AlertMute> mute = mute(request);
        if (mute.isEmpty()) {
            unknown(response);
        } else if ("again".equals(request.getParameter("mails"))) {
            alerts.subscribe(mute.get(), request.getRemoteAddr());
            write(response, 200, "%s gets a mail again when %s.", mute.get(), "end", "No more mails of this kind");
        } else {
            alerts.unsubscribe(mute.get(), request.getRemoteAddr());
            write(response, 200, "%s gets no more mails when %s.", mute.get(), "again", "Send them again");
        }
    }

    private Optional<AlertMute> mute(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.isEmpty() ? Optional.empty() : alerts.mute(path.substring(1));
    }

    private static void unknown(HttpServletResponse response) throws IOException {
        html(response, 404, "<p>This link is not complete, or it was made by another installation.</p>");
    }

    private static void write(
            HttpServletResponse response, int status, String sentence, AlertMute mute, String mails, String button)
            throws IOException {
        String said = sentence.formatted(
                "<b>" + escaped(mute.recipient()) + "</b>", mute.kind().title());
        html(
                response,
                status,
                """
                <p>%s</p>
                <form method="post"><input type="hidden" name="mails" value="%s"><button>%s</button></form>"""
                        .formatted(said, mails, button));
    }

    private static void html(HttpServletResponse response, int status, String content) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer"); // the address is the proof
        String page =
                """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Alert mails of Atlas Webhooks</title></head>
                <body><h1>Alert mails of Atlas Webhooks</h1>
                %s
                </body>
                </html>
                """
                        .formatted(content);
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
