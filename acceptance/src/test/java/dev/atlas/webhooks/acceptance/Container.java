package dev.atlas.webhooks.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A servlet container that deploys what lies in a folder. */
interface Container extends Server {
    /**
     * For its JVM. What is only softly referenced is not leaked: it goes when memory is short, and here at once. (Since
     * Java 19 method handles hold types so.)
     */
    List<String> OPTIONS = List.of("-Xmx256m", "-XX:SoftRefLRUPolicyMSPerMB=0");

    void deploy() throws IOException;

    void undeploy() throws IOException;

    /** Puts the unchanged WAR there in one step, so that no scan finds half of it. */
    static void dropWar(Path target) throws IOException {
        Path copy = target.resolveSibling("..").normalize().resolve("copy-of-" + target.getFileName());
        Files.copy(Surroundings.war(), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
