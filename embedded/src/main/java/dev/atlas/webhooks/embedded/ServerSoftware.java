package dev.atlas.webhooks.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What sets one product apart from the other: its packing, its first-time set-up and its own options. */
interface ServerSoftware {

    /** For people, such as {@code MariaDB 11.4.5}. */
    String title();

    /** Name of the folder of the unpacked programs; differs by product and version. */
    String folder();

    /**
     * Unpacks the programs from the class path.
     *
     * @throws ServerException when the class path does not hold them for this platform
     */
    void unpackInto(Path folder) throws IOException;

    Path executable(Path base);

    /** Options of the one run that fills an empty data folder. */
    List<String> setUpOptions();

    /** SQL which that run reads from its standard input; may be empty. */
    String setUpSql(Path base) throws IOException;

    /** Options of every normal start. */
    List<String> startOptions();

    /** Advice for a failure that the log explains only to an expert. */
    Optional<String> advice(String log);
}
