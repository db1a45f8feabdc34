package dev.atlas.webhooks.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A servlet container that deploys what lies in a folder. */
interface Container extends Server {

    void deploy() throws IOException;

    void undeploy() throws IOException;

    /** Puts the unchanged WAR there in one step, so that no scan finds half of it. */
    static void dropWar(Path target) throws IOException {
        Path copy = target.resolveSibling("..").normalize().resolve("copy-of-" + target.getFileName());
        Files.copy(Surroundings.war(), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
