package dev.atlas.webhooks.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What commands show. Results go to standard output, everything about them to standard error. */
public final class Output {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Format format;
    private final Ansi ansi;

    public Output(PrintWriter out, PrintWriter err, Format format, Ansi ansi) {
        this.out = out;
        this.err = err;
        this.format = format;
        this.ansi = ansi;
    }

    /** A column of a table, or a line of an object: a title and where its value stands. */
    public record Column(String title, String pointer) {
        /** {@code "next_attempt_at"} for the member of that name, {@code "dead/reason"} for one within. */
        public static List<Column> of(String... places) {
            return List.of(places).stream()
                    .map(place -> new Column(place.replace('_', ' ').replace('/', ' '), "/" + place))
                    .toList();
        }
    }

    public boolean isJson() {
        return format == Format.json;
    }

    /** One thing: the server's JSON, or some of its members a line each. */
    public void object(JsonNode object, List<Column> columns) {
        if (isJson()) {
            json(object);
            return;
        }
        int width = columns.stream().mapToInt(c -> c.title().length()).max().orElse(0);
        for (Column column : columns) {
            String value = text(object.at(column.pointer()));
            if (!value.isEmpty()) {
                line("@|faint %s|@  %s", pad(column.title(), width), value);
            }
        }
    }

    /** A page of a list: the server's JSON, or a table. */
    public void page(JsonNode page, List<Column> columns) {
        if (isJson()) {
            json(page);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode each : page.path("data")) {
            rows.add(columns.stream().map(c -> text(each.at(c.pointer()))).toList());
        }
        table(columns.stream().map(Column::title).toList(), rows);
        String next = page.path("next").asString("");
        if (!next.isEmpty()) {
            note("more: --after %s", next);
        }
    }

    private void table(List<String> titles, List<List<String>> rows) {
        if (rows.isEmpty()) {
            note("nothing");
            return;
        }
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    titles.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        line("@|faint %s|@", row(titles, widths));
        rows.forEach(row -> line("%s", row(row, widths)));
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            row.append(i + 1 < cells.size() ? pad(cells.get(i), widths[i]) + "  " : cells.get(i));
        }
        return row.toString();
    }

    /** JSON for scripts, on one line. */
    public void json(JsonNode value) {
        out.println(value);
        requireReader();
    }

    /** A line of the result; the form may hold picocli's markup, the values are shown as they are. */
    public void line(String form, Object... values) {
        out.println(marked(form, values));
        requireReader();
    }

    /** {@code atlas deliveries tail | head -1}: whoever reads has seen enough. */
    private void requireReader() {
        if (out.checkError()) {
            throw new ClosedOutputException();
        }
    }

    /** A remark that is no result: not shown to scripts. */
    public void note(String form, Object... values) {
        if (!isJson()) {
            err.println(marked("@|faint " + form + "|@", values));
            err.flush();
        }
    }

    /** Something that went wrong while the command goes on. */
    public void warn(String form, Object... values) {
        err.println(
                isJson()
                        ? JsonNodeFactory.instance.objectNode().put("warning", filled(form, values))
                        : marked("@|yellow " + form + "|@", values));
        err.flush();
    }

    /** Markup in the form only: what comes from the server may hold the same characters. */
    private String marked(String form, Object... values) {
        return filled(ansi.string(form), values);
    }

    private static String filled(String form, Object[] values) {
        return String.format(form, values);
    }

    /** A JSON value as a person writes it. */
    public static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(text(element)));
            return String.join(", ", elements);
        }
        if (value.isFloatingPointNumber()) {
            return String.format(Locale.ROOT, "%.1f", value.doubleValue());
        }
        return value.isObject() ? value.toString() : value.asString();
    }

    /** Filled up with spaces. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
