package io.jenkins.plugins.flinkdeploy.standalone.bench;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Lines that tell how far a benchmark is. */
record BenchLog(PrintStream out, Instant start) {
    void line(String text) {
        out.println("[" + Text.duration(Duration.between(start, Instant.now())) + "] " + text);
        out.flush();
    }
}
