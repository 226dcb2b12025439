package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.TaskListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Writes the lines of a deployment into the build log: {@code [flink-deploy 01:07] SOAKING: …}. */
public final class BuildLogLines {
    private static final String NAME = "flink-deploy";

    private final TaskListener listener;
    private final String whose;

    private BuildLogLines(TaskListener listener, String whose) {
        this.listener = listener;
        this.whose = whose;
    }

    /** Lines of work that goes on by itself. */
    public static BuildLogLines to(TaskListener listener) {
        return new BuildLogLines(listener, "");
    }

    /** Of one of several deployments that go on at the same time: its name stands in front of each line. */
    public static BuildLogLines to(TaskListener listener, String name) {
        return new BuildLogLines(listener, name + ": ");
    }

    /** A line that belongs to no moment of the deployment. */
    public void plain(String text) {
        listener.getLogger().println("[" + NAME + "] " + whose + text);
    }

    /** What is doubtful, by itself. */
    public void warning(String text) {
        text.lines().forEach(line -> plain("WARNING: " + line));
    }

    /**
     * @param start when the deployment was asked for
     */
    public void write(LogLine line, Instant start) {
        Duration elapsed = Duration.between(start, line.at());
        String time = String.format(Locale.ROOT, "%02d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
        String mark =
                switch (line.level()) {
                    case PHASE -> line.phase() + ": ";
                    case WARNING -> "WARNING: ";
                    case ERROR -> "ERROR: ";
                    case INFO -> "";
                };
        line.text().lines().forEach(text -> listener.getLogger()
                .println("[" + NAME + " " + time + "] " + whose + mark + text));
    }
}
