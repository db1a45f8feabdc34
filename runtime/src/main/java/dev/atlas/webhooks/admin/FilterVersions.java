package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import java.util.List;
import java.util.Optional;

/** What endpoints wanted at earlier times, and back to it. Thread-safe. */
public final class FilterVersions {
    /** Most versions of one list. */
    public static final int MAX = 100;

    private final Database database;
    private final EndpointAdmin endpoints;

    public FilterVersions(Database database, EndpointAdmin endpoints) {
        this.database = database;
        this.endpoints = endpoints;
    }

    /** The newest {@value #MAX} versions, newest first. */
    public Result<List<FilterVersion>> list(EndpointId endpoint) {
        return endpoints
                .get(endpoint)
                .then(view -> new Result.Ok<>(database.read(tx -> JdbcFilterVersions.newest(tx, endpoint, MAX))));
    }

    /** Makes an earlier version the rule again; it becomes a new version. */
    public Result<EndpointView> restore(Actor actor, EndpointId endpoint, int version) {
        Optional<FilterVersion> earlier = endpoint.workspace().equals(actor.workspace())
                ? database.read(tx -> JdbcFilterVersions.find(tx, endpoint, version))
                : Optional.empty();
        return earlier.isEmpty()
                ? new Result.NotFound<>("version " + version + " of endpoint " + endpoint)
                : endpoints.update(actor, endpoint, rule(earlier.get()));
    }

    private static EndpointInput rule(FilterVersion version) {
        return new EndpointInput(
                null, null, null, version.eventTypes(), version.filter(), null, null, null, null, null);
    }
}
