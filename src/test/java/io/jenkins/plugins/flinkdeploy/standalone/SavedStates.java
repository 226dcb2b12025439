package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the command line saves about a deployment, read while it runs: a state directory with one deployment. */
record SavedStates(Path directory) {
    Optional<Phase> phase() {
        return file().map(file -> {
            try {
                return Phase.valueOf(
                        Json.read(Files.readString(file)).path("phase").asText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    boolean isIn(Set<Phase> phases) {
        return phase().filter(phases::contains).isPresent();
    }

    /** The deployment's id. */
    String id() {
        return String.valueOf(file().orElseThrow().getFileName()).replace(".json", "");
    }

    private Optional<Path> file() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().matches(".*[0-9a-f]\\.json"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
