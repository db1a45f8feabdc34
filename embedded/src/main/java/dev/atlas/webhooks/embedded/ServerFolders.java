package dev.atlas.webhooks.embedded;

import java.nio.file.Path;

/**
 * Where a server lives.
 *
 * @param binaries programs are unpacked here once; any number of processes may share it
 * @param home data, log and process id of one server; its alone while it runs, kept afterwards
 */
public record ServerFolders(Path binaries, Path home) {
    public ServerFolders {
        binaries = binaries.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
    }
}
