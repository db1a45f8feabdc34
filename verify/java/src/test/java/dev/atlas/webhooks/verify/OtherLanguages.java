package dev.atlas.webhooks.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the tests of the helpers in the other languages; Maven starts it from source. With {@code report} a language whose
 * runtime is missing here is named and left out. With {@code demand} that is a failure, and the framework examples run
 * too, whose frameworks come from each language's registry.
 */
final class OtherLanguages {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    /** A command is run in the language's folder; {@code TARGET} in it stands for a folder that may be written to. */
    record Language(
            String name,
            String folder,
            List<String> version,
            List<Integer> atLeast,
            List<List<String>> tests,
            List<List<String>> frameworks) {}

    private static final List<Language> LANGUAGES = List.of(
            new Language(
                    "JavaScript",
                    "javascript",
                    List.of("node", "--version"),
                    List.of(18, 0),
                    List.of(List.of("node", "--test", "test/vectors.test.mjs")),
                    List.of(
                            List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"),
                            List.of("npm", "run", "--silent", "test:frameworks"))),
            new Language(
                    "Python",
                    "python",
                    List.of("python3", "--version"),
                    List.of(3, 9),
                    List.of(List.of(
                            "env", "PYTHONPATH=src", "python3", "-B", "-m", "unittest", "discover", "-s", "tests")),
                    List.of(
                            List.of("python3", "-m", "venv", "TARGET/venv"),
                            List.of("cp", "-R", ".", "TARGET/package"),
                            pip("-r", "examples/requirements.txt", "TARGET/package"),
                            List.of("TARGET/venv/bin/python", "-B", "-m", "unittest", "discover", "-s", "examples"),
                            List.of("TARGET/venv/bin/mypy", "--cache-dir=TARGET/mypy", "src/atlas", "tests"))),
            new Language(
                    "Go",
                    "go",
                    List.of("go", "version"),
                    List.of(1, 19),
                    List.of(List.of("go", "vet", "./..."), List.of("go", "test", "-count=1", "./...")),
                    List.of()));

    private final Path verify;
    private final Path target;
    private final boolean demand;

    private OtherLanguages(Path verify, boolean demand) {
        this.verify = verify;
        this.target = verify.resolve("java/target/languages");
        this.demand = demand;
    }

    /** Arguments: the folder {@code verify}; {@code report} or {@code demand}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        OtherLanguages languages =
                new OtherLanguages(Path.of(args[0]).toAbsolutePath().normalize(), args[1].equals("demand"));
        boolean good = true;
        List<String> report = new ArrayList<>();
        for (Language language : LANGUAGES) {
            String result = languages.check(language);
            good &= result.startsWith("passed") || (result.startsWith("NOT RUN") && !languages.demand);
            report.add((result.startsWith("passed") ? "[INFO] " : "[WARNING] ") + "verify/" + language.folder() + ": "
                    + language.name() + " " + result);
        }
        report.forEach(System.out::println);
        System.exit(good ? 0 : 1);
    }

    private String check(Language language) throws IOException, InterruptedException {
        String version = versionOf(language);
        String needed = language.version().get(0) + " " + language.atLeast().get(0) + "."
                + language.atLeast().get(1) + " or later";
        if (version.isEmpty()) {
            return "NOT RUN: `" + language.version().get(0) + "` is not on the PATH (needs " + needed + ")";
        }
        if (!isAtLeast(language.atLeast(), version)) {
            return "NOT RUN: here is " + version + " (needs " + needed + ")";
        }
        List<List<String>> commands = new ArrayList<>(language.tests());
        if (demand) {
            commands.addAll(language.frameworks());
        }
        for (List<String> command : commands) {
            if (!run(language, command)) {
                return "FAILED: " + String.join(" ", command) + " (above)";
            }
        }
        return "passed (" + version + ")" + (demand ? ", with the framework examples" : "");
    }

    private String versionOf(Language language) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(language.version())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return "";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        return process.waitFor() == 0 ? said : "";
    }

    private static boolean isAtLeast(List<Integer> needed, String version) {
        Matcher found = VERSION.matcher(version);
        if (!found.find()) {
            return false;
        }
        int major = Integer.parseInt(found.group(1));
        int minor = Integer.parseInt(found.group(2));
        return major > needed.get(0) || (major == needed.get(0) && minor >= needed.get(1));
    }

    /** Shows what the command says only when it fails. */
    private boolean run(Language language, List<String> command) throws IOException, InterruptedException {
        Path own = Files.createDirectories(target.resolve(language.folder()));
        Path output = own.resolve("output.txt");
        List<String> words = command.stream()
                .map(word -> word.replace("TARGET", own.toString()))
                .toList();
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .directory(verify.resolve(language.folder()).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            System.out.println(e.getMessage());
            return false;
        }
        boolean good = process.waitFor() == 0;
        if (!good) {
            System.out.println(Files.readString(output));
        }
        return good;
    }

    private static List<String> pip(String... what) {
        List<String> command = new ArrayList<>(
                List.of("TARGET/venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
        command.addAll(List.of(what));
        return List.copyOf(command);
    }
}
