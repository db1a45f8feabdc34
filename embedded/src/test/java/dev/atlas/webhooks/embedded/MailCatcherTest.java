package dev.atlas.webhooks.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailCatcherTest {

    @Test
    void aMailSentBySmtpCanBeReadAsItsReaderSeesIt() throws MessagingException {
        try (MailCatcher catcher = MailCatcher.start()) {
            send(catcher, null, null);
            assertThat(catcher.await(1, Duration.ofSeconds(10))).isTrue();
            CaughtMail mail = catcher.mails().get(0);
            assertThat(mail.from()).isEqualTo("atlas@example.com");
            assertThat(mail.to()).containsExactly("owner@example.com");
            assertThat(mail.subject()).isEqualTo("Endpoint pausiert – Größe");
            assertThat(mail.text()).isEqualTo("42 Ereignisse warten – Größe");
            assertThat(mail.html()).isEqualTo("<p>42 Ereignisse warten – Größe</p>");
            assertThat(mail.source()).contains("multipart/alternative");
        }
    }

    @Test
    void anyLoginIsTaken() throws MessagingException {
        try (MailCatcher catcher = MailCatcher.start()) {
            send(catcher, "someone", "secret");
            assertThat(catcher.await(1, Duration.ofSeconds(10))).isTrue();
        }
    }

    private static void send(MailCatcher catcher, String user, String password) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", catcher.host());
        properties.setProperty("mail.smtp.port", Integer.toString(catcher.port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(user != null));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("atlas@example.com"));
        message.setRecipient(RecipientType.TO, new InternetAddress("owner@example.com"));
        message.setSubject("Endpoint pausiert – Größe", "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("42 Ereignisse warten – Größe", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText("<p>42 Ereignisse warten – Größe</p>", "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message, user, password);
    }
}
