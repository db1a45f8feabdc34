package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.connection.Connection;
import dev.atlas.webhooks.cli.connection.UsageException;
import dev.atlas.webhooks.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code atlas login}: asks for a key, tries it and remembers it. */
@Command(
        name = "login",
        description = {
            "Remembers a server and its API key.",
            "Asks for the key, or reads it from standard input, tries it and writes it into a file that only you can read."
        },
        footer = {
            "  atlas login --server https://hooks.example.com",
            "  echo $KEY | atlas login --server https://hooks.example.com"
        })
public final class LoginCommand implements Runnable {
    private final Atlas atlas;

    public LoginCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    @Override
    public void run() {
        Connection given = atlas.connection();
        boolean byOption = given.keySource().equals("--api-key");
        String key = byOption ? given.key() : ask(given);
        if (key.isEmpty()) {
            throw new UsageException("no API key was given; a workspace's keys begin with atlas_sk_");
        }
        Connection connection =
                new Connection(given.server(), key, byOption ? "--api-key" : "what was typed", given.proxies());
        new Api(connection, atlas.json()).get("endpoints", Map.of("limit", "1"));
        atlas.file().save(connection);
        atlas.output()
                .note(
                        "%s is remembered with its key in %s",
                        connection, atlas.file().path());
    }

    private static String ask(Connection connection) {
        Optional<Console> console = Terminal.console();
        if (console.isPresent()) {
            char[] typed = console.get().readPassword("API key for %s (it is not shown): ", connection);
            return typed == null ? "" : new String(typed).strip();
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key from standard input", e);
        }
    }
}
