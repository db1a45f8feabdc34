package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ReplayInput;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request for a replay. */
record ReplayWish(ReplayInput input, boolean dryRun) {

    static ReplayWish read(Actor actor, RequestBody body) {
        Members in = body.members();
        String endpoint = in.string("endpoint");
        String status = in.string("status");
        ReplayInput input = new ReplayInput(
                endpoint == null ? null : PathId.endpoint(actor, endpoint),
                in.time("since"),
                in.time("until"),
                status == null ? null : List.of(status),
                in.integer("code"),
                in.string("cause"),
                ids(in, in.strings("ids")),
                in.string("filter"),
                Boolean.TRUE.equals(in.flag("dead_letters")),
                Boolean.TRUE.equals(in.flag("missed")),
                in.integer("rate"));
        boolean dryRun = Boolean.TRUE.equals(in.flag("dry_run"));
        in.end();
        return new ReplayWish(input, dryRun);
    }

    /** The ids of deliveries; what is none is noted. */
    static @Nullable List<DeliveryId> ids(Members in, @Nullable List<String> texts) {
        if (texts == null) {
            return null;
        }
        List<DeliveryId> ids = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                ids.add(DeliveryId.parse(texts.get(i)));
            } catch (IllegalArgumentException e) {
                in.problem("/ids/" + i, String.valueOf(e.getMessage()));
            }
        }
        return ids;
    }
}
