package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The server under load: what runs, with what, and where it leaves its data. */
final class ServerOptions {
    @Option(names = "--node-options", split = " ", defaultValue = "-Xmx512m", description = "of the server's JVM")
    private List<String> nodeOptions = List.of();

    @Option(names = "--war", defaultValue = "admin-webapp/target/atlas-webhooks.war")
    private Path war = Path.of("");

    @Option(
            names = "--folder",
            defaultValue = "benchmarks/target/${COMMAND-NAME}",
            description = "for data and logs; default: ${DEFAULT-VALUE}")
    private Path folder = Path.of("");

    Path folder() {
        return folder;
    }

    Site startSite(Map<String, String> settings) throws IOException {
        return Site.start(folder, war, settings);
    }

    StandaloneWar startNode(Site site) throws Exception {
        return site.startNode(nodeOptions);
    }
}
