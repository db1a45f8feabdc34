package dev.atlas.webhooks.cli;

import dev.atlas.webhooks.cli.command.CompletionCommand;
import dev.atlas.webhooks.cli.command.DeliveriesCommand;
import dev.atlas.webhooks.cli.command.EndpointsCommand;
import dev.atlas.webhooks.cli.command.EventsCommand;
import dev.atlas.webhooks.cli.command.FiltersCommand;
import dev.atlas.webhooks.cli.command.LoginCommand;
import dev.atlas.webhooks.cli.command.LogoutCommand;
import dev.atlas.webhooks.cli.command.ReplaysCommand;
import dev.atlas.webhooks.cli.command.WarmUpCommand;
import dev.atlas.webhooks.cli.command.WebhooksCommand;
import dev.atlas.webhooks.cli.output.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** Starts the command line. */
public final class Main {
    static {
        // For `listen --header 'Host: …'`; read once, when the HTTP client is loaded.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        CommandLine commandLine = commandLine(environment, Terminal.colours(environment));
        // What is written is UTF-8, whatever the platform's habit: it may be read by another program.
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(commandLine.execute(args));
    }

    /** All commands, wired. */
    static CommandLine commandLine(Map<String, String> environment, Ansi ansi) {
        Atlas atlas = new Atlas(environment, ansi);
        CommandLine root = new CommandLine(atlas);
        root.addSubcommand(new WebhooksCommand(atlas));
        root.addSubcommand(new EventsCommand(atlas));
        root.addSubcommand(new FiltersCommand(atlas));
        root.addSubcommand(new EndpointsCommand(atlas));
        root.addSubcommand(new DeliveriesCommand(atlas));
        root.addSubcommand(new ReplaysCommand(atlas));
        root.addSubcommand(new LoginCommand(atlas));
        root.addSubcommand(new LogoutCommand(atlas));
        root.addSubcommand(new CompletionCommand(atlas));
        root.addSubcommand(new WarmUpCommand(atlas));
        Failures failures = new Failures(atlas);
        root.setColorScheme(Help.defaultColorScheme(ansi));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionExceptionHandler(failures);
        root.setParameterExceptionHandler(failures);
        return root;
    }
}
