package dev.atlas.webhooks.web.replay;

import dev.atlas.webhooks.alert.Counted;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.replay.Replay;
import dev.atlas.webhooks.replay.ReplayStatus;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.page.Badge;
import java.util.ArrayList;
import java.util.List;

/** A replay as the list shows it. */
public record ReplayView(Replay replay) {
    /** What must be typed to cancel one. */
    public static final String CANCEL_PHRASE = "cancel";

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

    public boolean unfinished() {
        return running() || paused();
    }

    /** The dialog that asks whether it is to be cancelled. It stands outside the list, which is brought anew all the time. */
    public String dialog() {
        return "cancel-" + replay.id();
    }

    /** Whom it sends to, in words. */
    public String to(EndpointTitles titles) {
        Long number = replay.selection().endpoint();
        return number == null
                ? "All endpoints"
                : titles.of(new EndpointId(replay.id().workspace(), number));
    }

    /** For the bar: of a thousand; whole when it is done, though some may have been left out. */
    public long progress() {
        Long total = replay.total();
        if (replay.status() == ReplayStatus.DONE) {
            return 1000;
        }
        return total == null || total == 0 ? 0 : Math.min(1000, 1000 * replay.done() / total);
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
            words.add(Counted.of(selection.ids().size(), "chosen delivery", "chosen deliveries"));
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
