package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One entry of the audit log with its differences, field by field. */
public record AuditView(AuditEntry entry, List<Field> fields) {
    public AuditView {
        fields = List.copyOf(fields);
    }

    /** One field before and after; empty where there was nothing. */
    public record Field(String name, String before, String after) {}

    static AuditView of(AuditEntry entry) {
        TreeSet<String> names = new TreeSet<>(keys(entry.before()));
        names.addAll(keys(entry.after()));
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(new Field(name, text(entry.before(), name), text(entry.after(), name)));
        }
        return new AuditView(entry, fields);
    }

    private static Set<String> keys(@Nullable Map<String, @Nullable Object> facts) {
        return facts == null ? Set.of() : facts.keySet();
    }

    private static String text(@Nullable Map<String, @Nullable Object> facts, String name) {
        return facts == null ? "" : Objects.toString(facts.get(name), "");
    }
}
