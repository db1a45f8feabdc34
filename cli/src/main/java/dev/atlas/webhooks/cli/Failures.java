package dev.atlas.webhooks.cli;

import dev.atlas.webhooks.cli.connection.RefusedException;
import dev.atlas.webhooks.cli.connection.UnreachableException;
import dev.atlas.webhooks.cli.connection.UsageException;
import dev.atlas.webhooks.cli.listen.SessionEndedException;
import dev.atlas.webhooks.cli.output.ClosedOutputException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what went wrong, to people or to scripts, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Set<String> JSON = Set.of("json", "-ojson", "-o=json", "--output=json");

    private final Atlas atlas;

    Failures(Atlas atlas) {
        this.atlas = atlas;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof RefusedException refused) {
            return refused(refused, command);
        }
        if (failure instanceof UnreachableException) {
            return say(command, "unreachable", failure, Exit.UNREACHABLE);
        }
        if (failure instanceof UsageException) {
            return say(command, "usage", failure, Exit.USAGE);
        }
        if (failure instanceof ClosedOutputException) {
            return Exit.FAILED;
        }
        if (failure instanceof SessionEndedException) {
            return say(command, "ended", failure, Exit.FAILED);
        }
        if (failure instanceof UncheckedIOException) {
            return say(command, "io", failure, Exit.FAILED);
        }
        throw failure;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        boolean json = Arrays.stream(args).anyMatch(JSON::contains);
        if (json) {
            return json(command, "usage", failure, null, Exit.USAGE);
        }
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("error: " + failure.getMessage()));
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            String name = command.getCommandSpec().qualifiedName();
            err.println("`" + name + " --help` shows how it is used.");
        }
        return Exit.USAGE;
    }

    private int refused(RefusedException refused, CommandLine command) {
        int exit = refused.isForbidden() ? Exit.FORBIDDEN : Exit.FAILED;
        if (atlas.output().isJson()) {
            return json(command, "refused", refused, refused.problem(), exit);
        }
        say(command, "refused", refused, exit);
        for (JsonNode error : refused.problem().path("errors")) {
            String pointer = error.path("pointer").asString("");
            command.getErr()
                    .println("  " + (pointer.isEmpty() ? "" : pointer + " ")
                            + error.path("detail").asString(""));
        }
        return exit;
    }

    private int say(CommandLine command, String kind, Exception failure, int exit) {
        if (atlas.output().isJson()) {
            return json(command, kind, failure, null, exit);
        }
        command.getErr().println(command.getColorScheme().errorText("error: " + failure.getMessage()));
        return exit;
    }

    /** One line of JSON on standard error. */
    private int json(CommandLine command, String kind, Exception failure, @Nullable JsonNode problem, int exit) {
        ObjectNode error = atlas.json().createObjectNode();
        error.put("error", kind)
                .put("message", String.valueOf(failure.getMessage()))
                .put("exit_code", exit);
        if (problem != null) {
            error.set("problem", problem);
        }
        command.getErr().println(error);
        return exit;
    }
}
