package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.Tickets;
import dev.atlas.webhooks.alert.AlertMail;
import dev.atlas.webhooks.alert.BounceMailbox;
import dev.atlas.webhooks.alert.BounceReader;
import dev.atlas.webhooks.alert.MailIds;
import dev.atlas.webhooks.alert.MailTransport;
import dev.atlas.webhooks.alert.UnsubscribeLinks;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.MailConfig;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The workers that have to do with mail, as far as it is set up.
 *
 * @param alerts sends alert mails
 * @param bounces finds mails that were returned
 * @param tickets sends invitations and password resets, which have links
 */
record MailWorkers(Optional<AlertWorker> alerts, Optional<BounceWorker> bounces, Optional<TicketWorker> tickets) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    static MailWorkers of(
            AtlasConfig config,
            HostResources host,
            Database database,
            Tickets tickets,
            UnsubscribeLinks links,
            EngineMetrics metrics,
            Faults faults,
            InstantSource clock) {
        URI publicUrl = config.node().publicUrl();
        MailIds ids = new MailIds(config.masterKeys());
        AlertMail composer = new AlertMail(publicUrl, ids, clock);
        Optional<MailTransport> sent = transport(config.mail().sent(), host);
        return new MailWorkers(
                sent.map(transport -> new AlertWorker(database, composer, links, transport, metrics, clock)),
                Optional.ofNullable(config.mail().returned())
                        .map(returned -> new BounceMailbox(returned, TIMEOUT, new BounceReader(ids)))
                        .map(mailbox -> new BounceWorker(database, mailbox, faults, metrics, clock)),
                publicUrl == null
                        ? Optional.empty()
                        : sent.map(transport -> new TicketWorker(database, tickets, composer, transport, publicUrl)));
    }

    private static Optional<MailTransport> transport(MailConfig config, HostResources host) {
        return config.when(new MailConfig.Cases<>() {
            @Override
            public Optional<MailTransport> container(MailConfig.Container container) {
                return Optional.of(
                        MailTransport.over(host.mailSession().apply(container.jndiName()), container.from(), TIMEOUT));
            }

            @Override
            public Optional<MailTransport> smtp(MailConfig.Smtp smtp) {
                return Optional.of(MailTransport.to(smtp, TIMEOUT));
            }

            @Override
            public Optional<MailTransport> off(MailConfig.Off off) {
                return Optional.empty();
            }
        });
    }

    List<Worker> all() {
        return Stream.<Optional<? extends Worker>>of(alerts, bounces, tickets)
                .<Worker>flatMap(Optional::stream)
                .toList();
    }
}
