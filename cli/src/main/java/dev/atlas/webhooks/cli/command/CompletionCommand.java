package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code atlas completion}: for the shell. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh.",
        footer = {
            "  source <(atlas completion)",
            "  atlas completion > ~/.local/share/bash-completion/completions/atlas"
        })
public final class CompletionCommand implements Runnable {
    private final Atlas atlas;

    public CompletionCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    @Override
    public void run() {
        atlas.output().line("%s", AutoComplete.bash("atlas", atlas.commandLine()));
    }
}
