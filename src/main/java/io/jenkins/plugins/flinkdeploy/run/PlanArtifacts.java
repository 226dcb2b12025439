package io.jenkins.plugins.flinkdeploy.run;

import hudson.FilePath;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jenkins.model.Jenkins;

/** Keeps a plan among the artifacts of a run: for people as text, for programs as JSON. */
final class PlanArtifacts {
    private static final String DIRECTORY = "flink-plan/";

    private final PlanResult plan;

    PlanArtifacts(PlanResult plan) {
        this.plan = plan;
    }

    /** From a directory of the controller: what a workspace holds is the job's. */
    void archive(Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("flink-plan");
        try {
            Files.writeString(directory.resolve("plan.txt"), plan.getText(), StandardCharsets.UTF_8);
            Files.writeString(directory.resolve("plan.json"), plan.getJson(), StandardCharsets.UTF_8);
            run.pickArtifactManager()
                    .archive(
                            new FilePath(directory.toFile()),
                            Jenkins.get().createLauncher(listener),
                            new Listener(listener),
                            Map.of(
                                    DIRECTORY + name() + ".txt", "plan.txt",
                                    DIRECTORY + name() + ".json", "plan.json"));
        } finally {
            new FilePath(directory.toFile()).deleteRecursive();
        }
    }

    private String name() {
        return plan.getTitle().replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    /** The listener of any run, for those who ask for that of a build. */
    private record Listener(TaskListener listener) implements BuildListener {
        @Override
        public PrintStream getLogger() {
            return listener.getLogger();
        }
    }
}
