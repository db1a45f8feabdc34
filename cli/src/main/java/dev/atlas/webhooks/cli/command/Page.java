package dev.atlas.webhooks.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every list. */
final class Page {
    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200 (50 if not given).")
    private String limit = "";

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on behind this: `next` of the page before.")
    private String after = "";

    /** The query parameters, with those of the list itself. */
    Map<String, String> with(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("limit", limit);
        parameters.put("after", after);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }
}
