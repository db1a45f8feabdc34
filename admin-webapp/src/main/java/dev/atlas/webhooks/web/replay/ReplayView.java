package dev.atlas.webhooks.web.replay;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.replay.Replay;
import dev.atlas.webhooks.replay.ReplayStatus;
import dev.atlas.webhooks.web.page.Badge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replay as the list shows it. */
public record ReplayView(Replay replay) {

    public Badge badge() {
        return new Badge(
                replay.status().word(),
                switch (replay.status()) {
                    case RUNNING -> "info";
                    case PAUSED -> "warn";
                    case DONE -> "good";
                    case CANCELLED -> "plain";
                });
    }

    public boolean running() {
        return replay.status() == ReplayStatus.RUNNING;
    }

    public boolean paused() {
        return replay.status() == ReplayStatus.PAUSED;
    }

    public @Nullable EndpointId endpoint() {
        Long number = replay.selection().endpoint();
        return number == null ? null : new EndpointId(replay.id().workspace(), number);
    }

    /** For the bar: of a thousand; whole when it is done. */
    public long progress() {
        Long total = replay.total();
        if (replay.status() == ReplayStatus.DONE) {
            return 1000;
        }
        return total == null || total == 0 ? 0 : Math.min(1000, 1000 * (replay.done() + replay.skipped()) / total);
    }

    /** What it brings back, in words. */
    public String what() {
        var selection = replay.selection();
        List<String> words = new ArrayList<>();
        if (selection.missed()) {
            words.add("missed events");
        } else if (selection.ids().isEmpty()) {
            words.add(String.join(" and ", selection.statuses()));
        } else {
            words.add("%,d chosen deliveries".formatted(selection.ids().size()));
        }
        if (selection.code() != null) {
            words.add("last answer " + selection.code());
        }
        if (selection.cause() != null) {
            words.add(selection.cause());
        }
        return String.join(", ", words);
    }
}
