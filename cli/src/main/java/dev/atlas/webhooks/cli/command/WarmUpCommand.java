package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.connection.Connection;
import dev.atlas.webhooks.cli.connection.UnreachableException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;

/** Goes once through what most commands need; the launcher archives the classes that are loaded by it. */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Runnable {
    /** A port where no server can be. */
    private static final String NOWHERE = "http://127.0.0.1:1/";

    private final Atlas atlas;

    public WarmUpCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    @Override
    public void run() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        atlas.commandLine().usage(nowhere);
        nowhere.println(atlas.json().readTree("{\"a\":[1,2.5,\"b\",null]}"));
        try {
            new Api(Connection.of(NOWHERE, "atlas_sk_", Map.of(), atlas.file()), atlas.json())
                    .get("endpoints", Map.of());
        } catch (UnreachableException e) {
            nowhere.println(e.getMessage());
        }
    }
}
