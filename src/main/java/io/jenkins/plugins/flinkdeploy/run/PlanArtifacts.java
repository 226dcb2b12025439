package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Keeps a plan among the artifacts of a run: for people as text, for programs as JSON. */
final class PlanArtifacts {
    private static final String DIRECTORY = "flink-plan/";

    private final PlanResult plan;

    PlanArtifacts(PlanResult plan) {
        this.plan = plan;
    }

    void archive(Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException {
        RunArtifacts.archive(run, listener, DIRECTORY, directory -> {
            Files.writeString(directory.resolve(name() + ".txt"), plan.getText(), StandardCharsets.UTF_8);
            Files.writeString(directory.resolve(name() + ".json"), plan.getJson(), StandardCharsets.UTF_8);
        });
    }

    private String name() {
        return plan.getTitle().replaceAll("[^A-Za-z0-9._-]+", "-");
    }
}
