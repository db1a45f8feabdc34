package dev.atlas.webhooks.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The settings do not allow a start. The message lists every problem; secrets in it are masked. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public ConfigException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem as a sentence: the name, the value, where it stands, what is allowed. */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        return IntStream.range(0, problems.size())
                .mapToObj(i -> "%n  %d. %s".formatted(i + 1, problems.get(i)))
                .collect(Collectors.joining(
                        "",
                        "Atlas Webhooks cannot start: %d %s in its settings."
                                .formatted(problems.size(), problems.size() == 1 ? "problem" : "problems"),
                        ""));
    }
}
