package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Writes the lines of a deployment into the build log: {@code [flink-deploy 01:07] SOAKING: …}. */
final class BuildLogLines {
    private static final String NAME = "flink-deploy";

    private final TaskListener listener;

    private BuildLogLines(TaskListener listener) {
        this.listener = listener;
    }

    static BuildLogLines to(TaskListener listener) {
        return new BuildLogLines(listener);
    }

    /** A line that belongs to no moment of the deployment. */
    void plain(String text) {
        listener.getLogger().println("[" + NAME + "] " + text);
    }

    /** What is doubtful, by itself. */
    void warning(String text) {
        text.lines().forEach(line -> plain("WARNING: " + line));
    }

    /**
     * @param start when the deployment was asked for
     */
    void write(LogLine line, Instant start) {
        Duration elapsed = Duration.between(start, line.at());
        String time = String.format(Locale.ROOT, "%02d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
        String mark =
                switch (line.level()) {
                    case PHASE -> line.phase() + ": ";
                    case WARNING -> "WARNING: ";
                    case ERROR -> "ERROR: ";
                    case INFO -> "";
                };
        line.text().lines().forEach(text -> listener.getLogger().println("[" + NAME + " " + time + "] " + mark + text));
    }
}
