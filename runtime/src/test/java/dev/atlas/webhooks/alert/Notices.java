package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.config.MasterKey;
import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Notices for the tests. */
final class Notices {
    /** The first mail that was ever sent, and the ids of mails under a key. */
    static final AlertId ALERT = new AlertId(new WorkspaceId(WorkspaceId.STEP), 1L << 30);

    static final MailIds IDS =
            new MailIds(new MasterKeys(MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32])), null));

    static final Instant SINCE = Instant.parse("2026-11-21T14:05:00Z");
    static final Instant UNTIL = Instant.parse("2026-11-23T14:07:00Z");

    private Notices() {}

    static AlertNotice.EndpointPaused paused(String description, AlertNotice.LastError error) {
        return new AlertNotice.EndpointPaused(target(description), delivery(), error, SINCE, UNTIL, 1204);
    }

    static AlertNotice.DeliveryDied died() {
        return new AlertNotice.DeliveryDied(
                target("Billing sync"), delivery(), error(422, "Unprocessable Content", null), SINCE, UNTIL, 0);
    }

    static AlertNotice.EndpointRecovered recovered(long waiting, long held) {
        return new AlertNotice.EndpointRecovered(target("Billing sync"), UNTIL, waiting, held);
    }

    static AlertNotice.LastError error(@Nullable Integer status, String message, @Nullable String excerpt) {
        return new AlertNotice.LastError(status, message, excerpt);
    }

    private static AlertNotice.Target target(String description) {
        return new AlertNotice.Target(
                "ep_01", "Caf\u00e9 \u6771\u4eac", description, "https://billing.example.com/hooks/atlas?a=1&b=2");
    }

    private static AlertNotice.DeadDelivery delivery() {
        return new AlertNotice.DeadDelivery("dlv_07", "evt_42", "deal.updated", 10);
    }
}
