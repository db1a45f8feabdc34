package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import picocli.CommandLine.Command;

/** {@code atlas logout}: forgets what login has remembered. */
@Command(name = "logout", description = "Forgets the server and the key that `atlas login` has remembered.")
public final class LogoutCommand implements Runnable {
    private final Atlas atlas;

    public LogoutCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    @Override
    public void run() {
        boolean known = atlas.file().delete();
        atlas.output().note(known ? "forgotten" : "nothing was remembered");
    }
}
