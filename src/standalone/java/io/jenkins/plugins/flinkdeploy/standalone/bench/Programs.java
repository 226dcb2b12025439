package io.jenkins.plugins.flinkdeploy.standalone.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs of this machine. */
final class Programs {
    private Programs() {}

    static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program to its end; an error when it fails. */
    static void run(List<String> command, Path log) throws IOException, InterruptedException {
        if (!succeeds(command, Map.of(), log)) {
            throw new IOException(command + " failed: " + Files.readString(log));
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param environment variables that it has besides those of this process
     * @param log gets what it prints
     */
    static boolean succeeds(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start().waitFor() == 0;
    }
}
