package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.alert.AlertKind;
import java.util.Map;

/** Which kinds of alert mails are sent. */
record AlertSettingsBody(
        boolean failing,
        boolean paused,
        boolean deadLetters,
        boolean recovered,
        boolean secretExpiring,
        boolean backlog) {

    static AlertSettingsBody of(Map<AlertKind, Boolean> switches) {
        return new AlertSettingsBody(
                on(switches, AlertKind.FAILING),
                on(switches, AlertKind.PAUSED),
                on(switches, AlertKind.DEAD_LETTERS),
                on(switches, AlertKind.RECOVERED),
                on(switches, AlertKind.SECRET_EXPIRING),
                on(switches, AlertKind.BACKLOG));
    }

    private static boolean on(Map<AlertKind, Boolean> switches, AlertKind kind) {
        return switches.getOrDefault(kind, true);
    }
}
