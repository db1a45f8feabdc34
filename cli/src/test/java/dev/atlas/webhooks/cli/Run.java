package dev.atlas.webhooks.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** One run of the command line: what it wrote and its exit code. */
record Run(int exit, String out, String err) {

    /** Without any setting but these. */
    static Run of(Path folder, Map<String, String> environment, String... args) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("ATLAS_CONFIG_FILE", folder.resolve("config.properties").toString());
        CommandLine commandLine = Main.commandLine(all, Ansi.OFF);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int exit = commandLine.execute(args);
        return new Run(exit, out.toString(), err.toString());
    }
}
