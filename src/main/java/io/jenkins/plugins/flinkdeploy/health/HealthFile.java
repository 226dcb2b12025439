package io.jenkins.plugins.flinkdeploy.health;

import com.fasterxml.jackson.core.type.TypeReference;
import hudson.model.Job;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is known of the clusters of a job, kept beside its configuration. */
final class HealthFile {
    private static final Logger LOGGER = Logger.getLogger(HealthFile.class.getName());
    private static final String NAME = "flink-health.json";

    private HealthFile() {}

    /** Nothing where there is no such file. One that cannot be read is begun anew: the next look fills it. */
    static List<ClusterHealth> read(Job<?, ?> job) {
        Path file = path(job);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Json.mapper().readValue(Files.readString(file, StandardCharsets.UTF_8), new TypeReference<>() {});
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " cannot be read and is begun anew.");
            return List.of();
        }
    }

    static void write(Job<?, ?> job, List<ClusterHealth> clusters) {
        try (AtomicFileWriter writer = new AtomicFileWriter(path(job), StandardCharsets.UTF_8)) {
            writer.write(Json.write(clusters));
            writer.commit();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The health of the clusters of " + job + " cannot be kept.");
        }
    }

    private static Path path(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve(NAME);
    }
}
