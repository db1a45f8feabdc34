package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.Accounts;
import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.admin.ApiKeyAdmin;
import dev.atlas.webhooks.admin.AuditLog;
import dev.atlas.webhooks.admin.Bootstrap;
import dev.atlas.webhooks.admin.Changes;
import dev.atlas.webhooks.admin.ClientCertificates;
import dev.atlas.webhooks.admin.DeadLetterAdmin;
import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliveryRequests;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointRules;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.EndpointSource;
import dev.atlas.webhooks.admin.EventAdmin;
import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.admin.FilterAdmin;
import dev.atlas.webhooks.admin.FilterVersions;
import dev.atlas.webhooks.admin.Ingest;
import dev.atlas.webhooks.admin.ListenSessions;
import dev.atlas.webhooks.admin.MemberAdmin;
import dev.atlas.webhooks.admin.Passwords;
import dev.atlas.webhooks.admin.ReplayAdmin;
import dev.atlas.webhooks.admin.ReplayRules;
import dev.atlas.webhooks.admin.SecondFactor;
import dev.atlas.webhooks.admin.SignatureDebugger;
import dev.atlas.webhooks.admin.StatsAdmin;
import dev.atlas.webhooks.admin.TestDeliveries;
import dev.atlas.webhooks.admin.Tickets;
import dev.atlas.webhooks.admin.WorkspaceFlow;
import dev.atlas.webhooks.admin.Workspaces;
import dev.atlas.webhooks.alert.UnsubscribeLinks;
import dev.atlas.webhooks.attempt.AddressGuard;
import dev.atlas.webhooks.attempt.Sender;
import dev.atlas.webhooks.attempt.SenderLimits;
import dev.atlas.webhooks.attempt.Senders;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.HttpConfig;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints;
import dev.atlas.webhooks.endpoint.JdbcClientCertificates;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcReencryption;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SecretCipher;
import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.Migrations;
import dev.atlas.webhooks.metrics.EngineMetrics;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.replay.Finding;
import dev.atlas.webhooks.replay.ReplaySteps;
import dev.atlas.webhooks.retention.Retention;
import dev.atlas.webhooks.retry.RetrySchedule;
import dev.atlas.webhooks.route.RoutesCache;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/**
 * The product without its host: every long-lived object is made here, in the order of the path. Thread-safe; close it to
 * stop every thread it has started.
 */
public final class AtlasRuntime implements AutoCloseable {
    /** A claim lasts so much longer than an attempt may take. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    /** For what attempts send, in each of the two rooms. */
    private static final int PART_OF_MEMORY = 8;

    private final JdbcConnections connections;
    private final NodeLease node;
    private final Engine.Path path;
    private final InFlight inFlight;
    private final HealthCheck health;
    private final ClockWatch clockWatch;
    private final WatchWorker watch;
    private final RollUpWorker rollUp;
    private final ReplayWorker replays;
    private final CatchUpWorker catchUp;
    private final RetentionWorker partitions;
    private final CheckWorker check;
    private final CleanUpWorker cleanUp;
    private final MailWorkers mail;
    private final Optional<KeyChangeWorker> keyChange;
    private final Optional<Engine> engine;

    /** What a node without an engine does all the same: it makes ids, and tells when nobody does the work. Empty with an engine. */
    private final List<WorkerLoop> besidePages;

    private final Sender sender;
    private final HttpConfig http;
    private final Services services;

    private AtlasRuntime(
            AtlasConfig config, HostResources host, JdbcConnections connections, Sender sender, SharedClock clock) {
        this.connections = connections;
        this.http = config.node().http();
        Database database = new Database(connections.dataSource());
        SecureRandom random = new SecureRandom();
        long owner = 1 + random.nextLong(Long.MAX_VALUE);
        this.node = NodeLease.take(database, owner, clock);
        IdSource ids = node.ids();
        Passwords passwords = new Passwords(random);
        Changes changes = new Changes(database, ids, clock);
        new Bootstrap(changes, passwords).run(config.bootstrap());

        EngineMetrics metrics = new EngineMetrics(host.registry());
        EventTypes eventTypes = new EventTypes(EventCatalogue.builtIn());
        FilterLanguage language = new FilterLanguage();
        SecretCipher cipher = new SecretCipher(config.masterKeys(), random);
        JdbcEndpoints endpoints = new JdbcEndpoints(cipher);
        JdbcSecrets secrets = new JdbcSecrets(cipher);
        JdbcClientCertificates certificates = new JdbcClientCertificates(cipher);
        RoutesCache routes = new RoutesCache(
                new JdbcChangedEndpoints(endpoints, secrets, certificates),
                eventTypes,
                ForkJoinPool.commonPool(),
                clock);
        AddressGuard guard = guard(config);
        this.inFlight = new InFlight(
                config.delivery().maxInFlight(),
                config.delivery().maxInFlightPerEndpoint(),
                Runtime.getRuntime().maxMemory() / PART_OF_MEMORY,
                new Pace(clock),
                clock);
        this.sender = sender;

        Alerting alerting = new Alerting(endpoints, routes, new OperationalEvents(routes, ids, clock), ids, clock);
        this.rollUp = new RollUpWorker(database, clock);
        this.watch = new WatchWorker(database, alerting, clock);
        Ownership ownership = new Ownership(owner, config.delivery().timeout().plus(SETTLED_WITHIN));
        Backlog backlog = new Backlog(database, clock);
        Claiming claiming = new Claiming(routes, backlog, clock, ownership);
        Pausing pausing = new Pausing(endpoints, clock);
        FailurePolicy failurePolicy = new FailurePolicy(
                endpoints, new RetrySchedule(config.delivery().retryOffsets()), pausing, alerting, clock, new Random());
        Onward onward = new Onward(endpoints, routes, claiming);
        Settlement settlement = new Settlement(database, failurePolicy, onward, ids, clock, metrics);
        // What a listener reports is settled alike, but tried again by hand only.
        Settlement reported = new Settlement(
                database,
                new FailurePolicy(endpoints, new RetrySchedule(List.of()), pausing, alerting, clock, new Random()),
                onward,
                ids,
                clock,
                metrics);
        FinishedAttempts finished = new FinishedAttempts(clock);
        Dispatcher dispatcher = new Dispatcher(
                sender, finished, SETTLED_WITHIN.dividedBy(2), config.delivery().timeout(), clock, userAgent());
        Routing routing = new Routing(routes, ids, clock, ownership, backlog);
        Sending sending = new Sending(inFlight, backlog, dispatcher);
        Faults faults = new Faults(clock);
        this.clockWatch = new ClockWatch(database, clock);
        this.path = new Engine.Path(
                new RouteWorker(database, routing, sending, clockWatch, metrics, faults, clock),
                new DeliveryWorker(database, claiming, sending, clock, clockWatch, ownership, faults),
                new Settler(settlement, finished, sending, faults),
                new DrainWorker(database, endpoints, pausing, faults, clock));
        Duration retention = config.node().retention();
        List<Duration> retries = config.delivery().retryOffsets();
        this.partitions = new RetentionWorker(
                database, new Retention(database, retention, retries.get(retries.size() - 1)), clock);
        this.check = new CheckWorker(database, clock, metrics);
        Finding finding = new Finding(language);
        this.replays = new ReplayWorker(new ReplaySteps(
                database,
                routes,
                finding,
                ids,
                clock,
                () -> 2 * inFlight.free() < config.delivery().maxInFlight(),
                faults::isolate));
        this.catchUp = new CatchUpWorker(database, routes, faults, ids, clock);
        UnsubscribeLinks links = new UnsubscribeLinks(config.node().publicUrl(), config.masterKeys());
        Tickets tickets = new Tickets(config.masterKeys(), ids, clock);
        this.mail = MailWorkers.of(config, host, database, tickets, links, metrics, faults, clock);
        this.health = new HealthCheck(database, routes, faults, clockWatch, check, clock);
        this.cleanUp = new CleanUpWorker(database, retention, clock);
        List<Worker> others = new ArrayList<>(List.of(node, cleanUp, clockWatch, watch, rollUp));
        others.addAll(
                List.of(replays, catchUp, partitions, check, new ListenerCleanUp(database, endpoints, pausing, clock)));
        others.addAll(mail.all());
        this.keyChange = config.masterKeys().previous() == null
                ? Optional.empty()
                : Optional.of(new KeyChangeWorker(database, new JdbcReencryption(cipher), clock));
        keyChange.ifPresent(others::add);
        this.engine = config.node().workersEnabled()
                ? Optional.of(new Engine(path, finished, others, new LookWorker(database, clock), sender, inFlight))
                : Optional.empty();
        this.besidePages = engine.isPresent()
                ? List.of()
                : Stream.of(node, clockWatch, check).map(WorkerLoop::new).toList();

        Access access = new Access(database, clock, random);
        Accounts accounts =
                new Accounts(database, changes, access, passwords, tickets, new SecondFactor(cipher, random, clock));
        EndpointSecrets endpointSecrets = new EndpointSecrets(changes, secrets, endpoints, ids, clock, random);
        EndpointRules rules =
                new EndpointRules(guard, language, config.delivery().timeout());
        EndpointSource source = new EndpointSource(endpoints, routes);
        EndpointAdmin endpointAdmin = new EndpointAdmin(database, changes, source, rules, endpointSecrets, clock);
        this.services = new Services(
                access,
                endpointAdmin,
                endpointSecrets,
                new ClientCertificates(database, changes, endpoints, certificates, clock),
                new TestDeliveries(changes, source, eventTypes, ids, clock),
                new DeliveryAdmin(database, changes, endpoints, clock),
                new DeliveryRequests(database, endpoints, secrets, clock),
                new EventAdmin(database, language, eventTypes),
                new Ingest(database, routes, ids, clock, () -> engine.ifPresent(Engine::wakeRouting)),
                new FilterAdmin(database, language, eventTypes, clock),
                new FilterVersions(database, endpointAdmin),
                new SignatureDebugger(database, endpoints, secrets, clock),
                new AlertAdmin(database, changes, endpoints, links, clock),
                new ApiKeyAdmin(database, changes, clock, random),
                new MemberAdmin(database, changes, tickets, mail.tickets().isPresent()),
                accounts,
                new AuditLog(database),
                new StatsAdmin(database, endpoints, clock),
                new EventTypeAdmin(database, changes, eventTypes),
                new ListenSessions(changes, endpoints, rules, endpointSecrets, random),
                new Listening(database, routes, reported, sending, clock, userAgent()),
                new ReplayAdmin(database, changes, endpoints, new ReplayRules(language, retention, clock), finding),
                new DeadLetterAdmin(database, changes, retention, clock),
                new WorkspaceFlow(database, endpoints, endpointAdmin),
                new Workspaces(database, changes));
        metrics.gauge(
                "atlas.clock.ahead.seconds",
                "How far this node's clock is ahead of the database's",
                () -> clockWatch.ahead().toMillis() / 1000.0);
        metrics.gauge("atlas.attempts.in.flight", "HTTP attempts under way on this node", inFlight::count);
    }

    /**
     * Brings the schema up to date and starts the workers.
     *
     * @throws StartException when the database does not answer or its schema cannot be used
     */
    public static AtlasRuntime start(AtlasConfig config, HostResources host) {
        return prepare(config, host).begin();
    }

    /** Likewise, but without a worker until {@link #begin}. */
    static AtlasRuntime prepare(AtlasConfig config, HostResources host) {
        SenderLimits limits = SenderLimits.forInFlight(2 * config.delivery().maxInFlight()); // quick and slow
        SharedClock clock = new SharedClock(host.clock(), host.nanoTime());
        return prepare(config, host, Senders.overHttp(guard(config), limits, clock), clock);
    }

    /** Likewise, with a sender of the caller's; it is closed with the runtime, and also when the start fails. */
    public static AtlasRuntime start(AtlasConfig config, HostResources host, Sender sender) {
        return prepare(config, host, sender, new SharedClock(host.clock(), host.nanoTime()))
                .begin();
    }

    private static AtlasRuntime prepare(AtlasConfig config, HostResources host, Sender sender, SharedClock clock) {
        try {
            JdbcConnections connections = JdbcConnections.open(config.database(), host);
            try {
                Migrations.migrate(connections.unhurried());
                return new AtlasRuntime(config, host, connections, sender, clock);
            } catch (RuntimeException e) {
                connections.close();
                throw e;
            }
        } catch (FlywayException e) {
            sender.close();
            throw new StartException("The database's schema cannot be brought up to date: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            sender.close();
            throw e;
        }
    }

    /** Starts the workers. */
    AtlasRuntime begin() {
        try {
            clockWatch.runOnce(); // before the first claim
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        engine.ifPresent(Engine::start);
        besidePages.forEach(WorkerLoop::start);
        return this;
    }

    private static AddressGuard guard(AtlasConfig config) {
        return new AddressGuard(config.delivery().network());
    }

    /** How requests are to be taken. */
    public HttpConfig http() {
        return http;
    }

    /** What pages and HTTP API call. */
    public Services services() {
        return services;
    }

    /** The workers on the path, for those who step them by hand (tests). */
    Engine.Path path() {
        return path;
    }

    /** The workers that have to do with mail. */
    MailWorkers mail() {
        return mail;
    }

    /** Finds what there is to tell. */
    WatchWorker watch() {
        return watch;
    }

    /** Compares the clocks. */
    ClockWatch clockWatch() {
        return clockWatch;
    }

    /** Looks for what must not be. */
    CheckWorker check() {
        return check;
    }

    /** Forgets keys and ids. */
    CleanUpWorker cleanUp() {
        return cleanUp;
    }

    /** Makes and drops partitions. */
    RetentionWorker partitions() {
        return partitions;
    }

    /** Begins replays of what endpoints have missed. */
    CatchUpWorker catchUp() {
        return catchUp;
    }

    /** Takes the steps of replays. */
    ReplayWorker replays() {
        return replays;
    }

    /** Sums up the counters. */
    RollUpWorker rollUp() {
        return rollUp;
    }

    /** Encrypts afresh, while there is a previous master key. */
    Optional<KeyChangeWorker> keyChange() {
        return keyChange;
    }

    /** The places of attempts under way. */
    InFlight inFlight() {
        return inFlight;
    }

    /** Asks the database and looks at the workers. */
    public Health health() {
        List<String> beside =
                besidePages.stream().flatMap(loop -> loop.fault().stream()).toList();
        return health.now(engine.map(Engine::faults).orElse(beside));
    }

    private static String userAgent() {
        String version = AtlasRuntime.class.getPackage().getImplementationVersion();
        return "Atlas-Webhooks/" + (version == null ? "dev" : version);
    }

    @Override
    public void close() {
        engine.ifPresent(Engine::close);
        WorkerLoop.stop(besidePages);
        health.close();
        sender.close();
        try {
            node.close();
        } finally {
            connections.close();
        }
    }
}
