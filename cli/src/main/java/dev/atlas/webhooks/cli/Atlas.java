package dev.atlas.webhooks.cli;

import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.connection.Connection;
import dev.atlas.webhooks.cli.connection.ConnectionFile;
import dev.atlas.webhooks.cli.output.Format;
import dev.atlas.webhooks.cli.output.Output;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The root: which server, which key, which output. */
@Command(
        name = "atlas",
        description = "Works with the webhooks of an Atlas Webhooks server.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Atlas.Version.class,
        usageHelpAutoWidth = true,
        synopsisHeading = "@|bold Usage:|@ ",
        optionListHeading = "%n@|bold Options:|@%n",
        commandListHeading = "%n@|bold Commands:|@%n",
        footerHeading = "%n@|bold Examples:|@%n",
        footer = {
            "  atlas login --server https://hooks.example.com",
            "  atlas webhooks listen --forward-to localhost:3000/webhooks --events 'deal.*'",
            "  atlas events trigger deal.updated --set deal.value=20000",
            "  atlas filters explain 'deal.value > 10000' --event evt_…",
            "  source <(atlas completion)"
        })
public final class Atlas {
    private final Map<String, String> environment;
    private final Ansi ansi;
    private final JsonMapper json = JsonMapper.shared();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The server's address. Else ATLAS_SERVER, else that of `atlas login`, else localhost:8080.")
    private @Nullable String server;

    @Option(
            names = "--api-key",
            scope = ScopeType.INHERIT,
            paramLabel = "KEY",
            description =
                    "The workspace's API key. Else ATLAS_API_KEY, which no process list shows, else that of `atlas login`.")
    private @Nullable String apiKey;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "text (the default), or json for scripts.")
    private Format format = Format.text;

    Atlas(Map<String, String> environment, Ansi ansi) {
        this.environment = environment;
        this.ansi = ansi;
    }

    /** Where the server and the key are from. */
    public Connection connection() {
        return Connection.of(server, apiKey, environment, file());
    }

    /** What `atlas login` remembers. */
    public ConnectionFile file() {
        return ConnectionFile.of(environment);
    }

    public Api api() {
        return new Api(connection(), json);
    }

    public Output output() {
        CommandLine commandLine = commandLine();
        return new Output(commandLine.getOut(), commandLine.getErr(), format, ansi);
    }

    public JsonMapper json() {
        return json;
    }

    /** The parser of the whole command line. */
    public CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not parsed yet");
        }
        return spec.root().commandLine();
    }

    /** Of this build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Atlas.class.getPackage().getImplementationVersion();
            return new String[] {"atlas " + (version == null ? "dev" : version)};
        }
    }
}
