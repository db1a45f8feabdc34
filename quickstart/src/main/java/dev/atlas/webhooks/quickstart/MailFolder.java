package dev.atlas.webhooks.quickstart;

import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.MailCatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes each caught mail as a file and says so: {@code 0001.eml} as it came, {@code 0001.html} as it looks. Mail to
 * {@link DemoWorkspace#GONE} goes back to its sender, so that one sees what the product makes of that.
 */
final class MailFolder implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final MailCatcher catcher;
    private final Path folder;
    private final DemoSite site;
    private final Consumer<String> say;
    private final Thread watcher = new Thread(this::watch, "mail-folder");
    private volatile boolean closed;

    private MailFolder(MailCatcher catcher, Path folder, DemoSite site, Consumer<String> say) {
        this.catcher = catcher;
        this.folder = folder;
        this.site = site;
        this.say = say;
        watcher.setDaemon(true);
    }

    /** Watches until it is closed; the mails of earlier runs stay. */
    static MailFolder watch(MailCatcher catcher, Path folder, DemoSite site, Consumer<String> say) {
        MailFolder mails = new MailFolder(catcher, folder, site, say);
        mails.watcher.start();
        return mails;
    }

    private void watch() {
        int seen = 0;
        while (!closed) {
            if (catcher.await(seen + 1, POLL)) {
                List<CaughtMail> all = catcher.mails();
                List<CaughtMail> fresh = all.subList(seen, all.size());
                fresh.forEach(this::keep);
                fresh.stream()
                        .filter(mail -> mail.to().contains(DemoWorkspace.GONE))
                        .forEach(catcher::sendBack);
                seen = all.size();
            }
        }
    }

    private void keep(CaughtMail mail) {
        try {
            String name = "%04d".formatted(count() + 1);
            Files.writeString(folder.resolve(name + ".eml"), mail.source());
            Files.writeString(folder.resolve(name + ".html"), mail.html().isEmpty() ? plain(mail) : mail.html());
            say.accept("Mail to %s: %s\n  read it at %s"
                    .formatted(
                            String.join(", ", mail.to()),
                            mail.subject(),
                            site.uri().resolve("mail/" + name + ".html")));
        } catch (IOException e) {
            say.accept("A mail to %s cannot be written: %s".formatted(mail.to(), e));
        }
    }

    private static String plain(CaughtMail mail) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title></head><body><pre>%s</pre></body></html>\n"
                .formatted(escaped(mail.subject()), escaped(mail.text()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private long count() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml")).count();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
