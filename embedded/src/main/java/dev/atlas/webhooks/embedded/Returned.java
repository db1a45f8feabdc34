package dev.atlas.webhooks.embedded;

/** What mail servers write when they cannot deliver a mail that they have taken. */
final class Returned {
    private static final String UNKNOWN_USER =
            """
            Return-Path: <>
            From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
            To: %2$s
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="returned/mx.example.com"

            This is a MIME-encapsulated message.

            --returned/mx.example.com
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mx.example.com.

            Your message could not be delivered to one or more recipients. It is attached below.

            <%1$s>: host mailbox.example.com[192.0.2.25] said: 550 5.1.1 <%1$s>:
                Recipient address rejected: User unknown (in reply to RCPT TO command)

            --returned/mx.example.com
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; %1$s
            Original-Recipient: rfc822;%1$s
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mailbox.example.com
            Diagnostic-Code: smtp; 550 5.1.1 <%1$s>: Recipient address rejected: User
                unknown

            --returned/mx.example.com
            Content-Description: Undelivered Message Headers
            Content-Type: text/rfc822-headers

            %3$s

            --returned/mx.example.com--
            """;

    private Returned() {}

    /** As Postfix writes it when the next server says that there is no such user; to where the mail came from. */
    static String unknownUser(CaughtMail mail) {
        String source = mail.source().replace("\r\n", "\n");
        String headers = source.substring(0, source.indexOf("\n\n"));
        return UNKNOWN_USER.formatted(String.join(", ", mail.to()), mail.from(), headers);
    }
}
