package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.JdbcTickets;
import dev.atlas.webhooks.admin.Ticket;
import dev.atlas.webhooks.admin.Tickets;
import dev.atlas.webhooks.alert.AlertMail;
import dev.atlas.webhooks.alert.AlertText;
import dev.atlas.webhooks.alert.MailTransport;
import dev.atlas.webhooks.alert.SendResult;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.jdbc.Database;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails invitations and password resets; what the mail server does not take is tried again until the ticket ends. */
final class TicketWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(TicketWorker.class);
    private static final int BATCH = 20;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Database database;
    private final Tickets tickets;
    private final AlertMail composer;
    private final MailTransport transport;
    private final URI publicUrl;

    TicketWorker(Database database, Tickets tickets, AlertMail composer, MailTransport transport, URI publicUrl) {
        this.database = database;
        this.tickets = tickets;
        this.composer = composer;
        this.transport = transport;
        this.publicUrl = publicUrl;
    }

    @Override
    public int runOnce() {
        Instant now = tickets.now();
        List<Ticket> due = database.inTransaction(tx -> {
            JdbcTickets.forget(tx, now);
            return JdbcTickets.claimMails(tx, now, now.plus(LEASE), BATCH);
        });
        for (Ticket ticket : due) {
            String workspace = database.read(tx -> JdbcWorkspaces.name(tx, ticket.workspace()));
            AlertText text = text(ticket, workspace);
            MemberId member = new MemberId(ticket.workspace(), ticket.member());
            SendResult result = transport.send(composer.compose(text, workspace, member, ticket.id(), ticket.email()));
            if (isFinal(ticket, result)) {
                database.inTransaction(tx -> {
                    JdbcTickets.mailDone(tx, ticket);
                    return ticket;
                });
            }
        }
        return due.size();
    }

    @Override
    public boolean does(Matter matter) {
        return matter == Matter.TICKET;
    }

    private static boolean isFinal(Ticket ticket, SendResult result) {
        return result.when(new SendResult.Cases<>() {
            @Override
            public Boolean sent(SendResult.Sent sent) {
                return true;
            }

            @Override
            public Boolean refused(SendResult.Refused refused) {
                LOG.warn("The mail of ticket {} was refused: {}", ticket.id(), refused.reason());
                return refused.permanent();
            }

            @Override
            public Boolean unreachable(SendResult.Unreachable unreachable) {
                LOG.warn("The mail of ticket {} was not taken: {}", ticket.id(), unreachable.reason());
                return false;
            }
        });
    }

    private AlertText text(Ticket ticket, String workspace) {
        boolean invitation = ticket.purpose() == Ticket.Purpose.INVITATION;
        String link = publicUrl + "/welcome/" + tickets.token(ticket.id());
        return new AlertText(
                invitation ? "You are invited to " + workspace : "Choose a new password",
                List.of(
                        invitation
                                ? "%s invites you to the workspace %s of Atlas Webhooks. Choose a password to join."
                                        .formatted(ticket.issuedBy(), workspace)
                                : "Somebody, probably you, asked for a new password at Atlas Webhooks.",
                        invitation
                                ? "The link works for seven days. If you have an account here already, just log in."
                                : "The link works for two hours. If it was not you, do nothing: your password stays."),
                List.of(new AlertText.Fact("Account", ticket.email())),
                null,
                new AlertText.Action(invitation ? "Join" : "Choose a password", link),
                "Sent by Atlas Webhooks at %s because of your account there.".formatted(publicUrl.getHost()));
    }
}
