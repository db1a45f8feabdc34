package dev.atlas.webhooks.benchmarks;

import dev.atlas.webhooks.benchmarks.faults.FaultsCommand;
import dev.atlas.webhooks.benchmarks.filters.AgreementCommand;
import dev.atlas.webhooks.benchmarks.filters.ChangesCommand;
import dev.atlas.webhooks.benchmarks.filters.FiltersCommand;
import dev.atlas.webhooks.benchmarks.filters.LanguageCommand;
import dev.atlas.webhooks.benchmarks.load.DatabaseCommand;
import dev.atlas.webhooks.benchmarks.load.LargeCommand;
import dev.atlas.webhooks.benchmarks.load.LoadCommand;
import dev.atlas.webhooks.benchmarks.log.LogCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** One subcommand per program; each in the package of its name. */
@Command(
        name = "benchmarks/run",
        description = "Measures and breaks Atlas Webhooks.",
        mixinStandardHelpOptions = true,
        subcommands = {
            FiltersCommand.class,
            LanguageCommand.class,
            AgreementCommand.class,
            ChangesCommand.class,
            FaultsCommand.class,
            LoadCommand.class,
            LargeCommand.class,
            DatabaseCommand.class,
            LogCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
