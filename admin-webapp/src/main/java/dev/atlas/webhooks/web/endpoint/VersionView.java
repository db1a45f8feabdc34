package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.FilterVersion;
import dev.atlas.webhooks.web.page.Diff;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule beside the one before it.
 *
 * @param current whether it is the rule in use
 * @param filter null when the filter stayed as it was
 * @param types null when the event types stayed
 */
public record VersionView(FilterVersion version, boolean current, @Nullable Diff filter, @Nullable Diff types) {

    static List<VersionView> of(List<FilterVersion> newestFirst, int current) {
        List<VersionView> views = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            FilterVersion version = newestFirst.get(i);
            FilterVersion before = i + 1 < newestFirst.size() ? newestFirst.get(i + 1) : null;
            views.add(new VersionView(
                    version,
                    version.version() == current,
                    changed(before == null ? "" : before.filter(), version.filter()),
                    before == null ? null : changed(typesOf(before), typesOf(version))));
        }
        return views;
    }

    public String typesText() {
        return typesOf(version);
    }

    private static String typesOf(FilterVersion version) {
        return String.join(", ", version.eventTypes());
    }

    private static @Nullable Diff changed(String before, String after) {
        Diff diff = Diff.ofWords(before, after);
        return diff.changed() ? diff : null;
    }
}
