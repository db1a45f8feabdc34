package dev.atlas.webhooks.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.MailCatcher;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest {
    @TempDir
    private Path folder;

    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void everyMailIsWrittenAndToldOnceAlsoAfterARestart() throws IOException, InterruptedException {
        for (int run = 1; run <= 2; run++) {
            try (MailCatcher catcher = MailCatcher.start();
                    DemoSite site = DemoSite.start(folder);
                    MailFolder mails = MailFolder.watch(catcher, folder, site, said::add)) {
                assertThat(mails).isNotNull();
                send(catcher, "owner@example.com", "<p>Zürich</p>");
                assertThat(said.poll(20, TimeUnit.SECONDS))
                        .isEqualTo("Mail to owner@example.com: An endpoint is paused\n  read it at %smail/000%d.html"
                                .formatted(site.uri(), run));
            }
        }
        assertThat(folder.resolve("0001.html")).content().startsWith("<p>Zürich</p>");
        assertThat(folder.resolve("0002.eml")).content().contains("To: owner@example.com");
        assertThat(said).isEmpty();
    }

    @Test
    void mailsToSeveralPeopleAreToldOnceEachInWhateverOrderTheyCome() throws IOException, InterruptedException {
        try (MailCatcher catcher = MailCatcher.start();
                DemoSite site = DemoSite.start(folder);
                MailFolder mails = MailFolder.watch(catcher, folder, site, said::add)) {
            assertThat(mails).isNotNull();
            for (String recipient : List.of("owner", "admin", "owner", "admin", "ledger", "owner")) {
                send(catcher, recipient + "@example.com", "<p>Hello</p>");
                assertThat(said.poll(20, TimeUnit.SECONDS)).startsWith("Mail to " + recipient + "@example.com: ");
            }
        }
        assertThat(said).isEmpty();
    }

    @Test
    void mailToAnOwnerWhoHasLeftComesBackAndIsShownAsText() throws IOException, InterruptedException {
        try (MailCatcher catcher = MailCatcher.start();
                DemoSite site = DemoSite.start(folder);
                MailFolder mails = MailFolder.watch(catcher, folder, site, said::add)) {
            assertThat(mails).isNotNull();
            send(catcher, DemoWorkspace.GONE, "<p>Hello</p>");
            assertThat(said.poll(20, TimeUnit.SECONDS)).startsWith("Mail to " + DemoWorkspace.GONE);
            assertThat(said.poll(20, TimeUnit.SECONDS))
                    .startsWith("Mail to webhooks@example.com: Undelivered Mail Returned to Sender");
        }
        assertThat(said).isEmpty();
        assertThat(folder.resolve("0002.html"))
                .content()
                .contains("<title>Undelivered Mail", "&lt;former.owner@example.com&gt;: host");
    }

    private static void send(MailCatcher catcher, String recipient, String text) throws IOException {
        try (Socket socket = new Socket(catcher.host(), catcher.port())) {
            String dialogue =
                    """
                    EHLO localhost
                    MAIL FROM:<webhooks@example.com>
                    RCPT TO:<%s>
                    DATA
                    From: webhooks@example.com
                    To: %s
                    Subject: An endpoint is paused
                    Content-Type: text/html; charset=utf-8
                    Content-Transfer-Encoding: 8bit

                    %s
                    .
                    QUIT
                    """
                            .formatted(recipient, recipient, text);
            socket.getOutputStream().write(dialogue.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        }
    }
}
