package dev.atlas.webhooks.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code java -jar atlas-webhooks.war}, with a database and a mail server of its own settings. */
record Standalone(ForkedProcess process, URI address) implements Server {
    private static final Pattern READY = Pattern.compile("Atlas Webhooks is ready at (http\\S+)");

    static Standalone start(Surroundings surroundings) throws Exception {
        ForkedProcess process = fork(surroundings.folder(), settings(surroundings));
        return new Standalone(process, URI.create(process.awaitLine(READY)));
    }

    static Map<String, String> settings(Surroundings surroundings) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("atlas.config", surroundings.settings().toString());
        settings.put("atlas.db.url", surroundings.database().jdbcUrl());
        settings.put("atlas.db.user", surroundings.database().user());
        settings.put("atlas.db.password", surroundings.database().password());
        settings.put("atlas.mail.host", surroundings.mails().host());
        settings.put("atlas.mail.port", Integer.toString(surroundings.mails().port()));
        settings.put("atlas.mail.from", "atlas@crm.example");
        return settings;
    }

    /** Starts the process on any free port, without waiting. */
    static ForkedProcess fork(Path folder, Map<String, String> settings) throws IOException {
        Path work = Files.createDirectories(folder.resolve("tmp"));
        List<String> command =
                new ArrayList<>(List.of(Surroundings.java().toString(), "-Xmx256m", "-Djava.io.tmpdir=" + work));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", Surroundings.war().toString(), "--port", "0"));
        return ForkedProcess.start(new ProcessBuilder(command), folder.resolve("console.txt"));
    }
}
