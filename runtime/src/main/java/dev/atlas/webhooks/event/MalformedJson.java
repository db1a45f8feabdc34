package dev.atlas.webhooks.event;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/** Says to its sender what is wrong with a text that is not JSON. */
public final class MalformedJson {
    /** What Jackson adds about the beginning of an object or array that is not closed; it never knows the place. */
    private static final Pattern START_MARKER = Pattern.compile(" \\((for \\w+ starting|start marker) at \\[.*]\\)");

    private MalformedJson() {}

    /** One line: the place, then the reason. */
    public static String describe(JacksonException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "beyond a limit: objects and arrays may be nested %d deep".formatted(EventReader.MAX_DEPTH);
        }
        String reason = failure.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        TokenStreamLocation place = failure.getLocation();
        String where = place == null ? "" : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        return "not valid JSON" + where + ": " + START_MARKER.matcher(reason).replaceAll("");
    }
}
