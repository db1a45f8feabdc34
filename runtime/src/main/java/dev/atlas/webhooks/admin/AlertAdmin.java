package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.alert.AlertKind;
import dev.atlas.webhooks.alert.AlertMute;
import dev.atlas.webhooks.alert.JdbcAlertSwitches;
import dev.atlas.webhooks.alert.JdbcAlerts;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.alert.UnsubscribeLinks;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The alert mails of a workspace: what became of them, and which are wanted. Thread-safe. */
public final class AlertAdmin {
    /** Most mails that one piece of a list looks at. */
    static final int LOOK = 20_000;

    private final Database database;
    private final Changes changes;
    private final JdbcEndpoints endpoints;
    private final UnsubscribeLinks links;
    private final InstantSource clock;

    public AlertAdmin(
            Database database, Changes changes, JdbcEndpoints endpoints, UnsubscribeLinks links, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.endpoints = endpoints;
        this.links = links;
        this.clock = clock;
    }

    /**
     * The mails, newest first, with what the mail server said to them. A piece looks at no more than {@value #LOOK}; where
     * few of them are meant it is short, and its cursor says where the next one goes on.
     */
    public Slice<SentAlert> list(WorkspaceId workspace, AlertSearch search, SliceRequest request) {
        AlertId before = new AlertId(
                workspace,
                request.after() == null
                        ? Long.MAX_VALUE
                        : AlertId.parse(request.after()).value());
        return database.read(tx -> {
            AlertId border = search.isSelective()
                    ? JdbcAlerts.placeAfter(tx, before, LOOK).orElse(null)
                    : null;
            return request.slice(
                    JdbcAlerts.search(
                            tx,
                            new JdbcAlerts.Stretch(before, border),
                            search.endpoint(),
                            search.kind(),
                            search.status(),
                            request.limit() + 1),
                    alert -> alert.id().toString(),
                    border);
        });
    }

    /**
     * The last mail to an address that was returned; empty when none was, or a later one has been out for a day and did
     * not come back.
     */
    public Optional<SentAlert> unreached(WorkspaceId workspace, String recipient) {
        return database.read(tx -> JdbcAlerts.unreached(
                tx,
                workspace,
                recipient.toLowerCase(Locale.ROOT),
                clock.instant().minus(Duration.ofDays(1))));
    }

    /**
     * Which kinds are sent.
     *
     * @param endpoint null for the workspace's own choice, which counts for endpoints that made none
     */
    public Result<Map<AlertKind, Boolean>> switches(WorkspaceId workspace, @Nullable EndpointId endpoint) {
        return database.read(
                tx -> endpoint != null && endpoints.find(tx, endpoint).isEmpty()
                        ? new Result.NotFound<Map<AlertKind, Boolean>>("endpoint " + endpoint)
                        : new Result.Ok<>(JdbcAlertSwitches.read(tx, workspace, endpoint)));
    }

    /** Switches kinds on and off; the others stay as they are. */
    public Result<Map<AlertKind, Boolean>> change(
            Actor actor, @Nullable EndpointId endpoint, Map<AlertKind, Boolean> wanted) {
        return switches(actor.workspace(), endpoint)
                .then(before -> changes.run(actor, Permission.CHANGE, change -> {
                    JdbcAlertSwitches.write(change.tx(), actor.workspace(), endpoint, wanted);
                    Map<AlertKind, Boolean> after = JdbcAlertSwitches.read(change.tx(), actor.workspace(), endpoint);
                    Object subject = endpoint == null ? actor.workspace() : endpoint;
                    return change.done("alerts.changed", subject, facts(before), facts(after), after);
                }));
    }

    private static Map<String, @Nullable Object> facts(Map<AlertKind, Boolean> switches) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        switches.forEach((kind, on) -> facts.put(kind.word(), on));
        return facts;
    }

    /** What the link in a mail would end; empty when we did not make it. */
    public Optional<AlertMute> mute(String token) {
        return links.read(token);
    }

    /**
     * Ends mails of a kind to a person, as the link in each of them promises.
     *
     * @param from the network address of the request
     */
    public void unsubscribe(AlertMute mute, String from) {
        byTheLink(mute, from, "alerts.unsubscribed", tx -> JdbcAlertSwitches.mute(tx, mute, clock.instant()));
    }

    /** Takes that back. */
    public void subscribe(AlertMute mute, String from) {
        byTheLink(mute, from, "alerts.subscribed", tx -> JdbcAlertSwitches.unmute(tx, mute));
    }

    private void byTheLink(AlertMute mute, String from, String action, Consumer<Handle> work) {
        Actor reader = new Actor(mute.workspace(), mute.recipient(), Role.VIEWER, from);
        changes.runOwn(reader, change -> {
            work.accept(change.tx());
            return change.done(
                    action, mute.recipient(), null, Map.of("kind", mute.kind().word()), mute);
        });
    }
}
