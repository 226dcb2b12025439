package io.jenkins.plugins.flinkdeploy.localcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The files over which a detached cluster and the commands that control it know of each other. */
final class DaemonFiles {
    private static final String FAILURE = "failed: ";

    private final Path directory;

    DaemonFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    Path directory() {
        return directory;
    }

    /** The state of the running cluster as JSON; there from the moment when it is ready. */
    Path state() {
        return directory.resolve("cluster.json");
    }

    Path log() {
        return directory.resolve("cluster.log");
    }

    Path progress() {
        return directory.resolve("progress.log");
    }

    /** The whole lines about what the daemon has done so far. */
    List<String> progressLines() throws IOException {
        return lines().stream().filter(line -> !line.startsWith(FAILURE)).toList();
    }

    /** Why the daemon gave up, if it did. */
    Optional<String> failure() throws IOException {
        return lines().stream()
                .filter(line -> line.startsWith(FAILURE))
                .map(line -> line.substring(FAILURE.length()))
                .findFirst();
    }

    void tell(String line) throws IOException {
        Files.writeString(progress(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void tellFailure(String reason) throws IOException {
        tell(FAILURE + reason.replaceAll("\\R", " ").replaceAll("\\.$", ""));
    }

    /** Puts the state in place at once, so that no reader sees half of it. */
    void writeState(String json) throws IOException {
        Path draft = directory.resolve("cluster.json.draft");
        Files.writeString(draft, json);
        Files.move(draft, state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> lines() throws IOException {
        try {
            String text = Files.readString(progress());
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
