package io.jenkins.plugins.flinkdeploy.engine.logs;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * One line of a pod's log.
 *
 * @param at when the container wrote it, as the node noted it
 * @param text the line without that time
 */
public record LogLine(Instant at, String pod, String text) {
    /** Reads a line that begins with its time; one that does not has the time of the line before it. */
    static LogLine of(String pod, String line, Instant before) {
        int blank = line.indexOf(' ');
        String head = blank < 0 ? line : line.substring(0, blank);
        try {
            return new LogLine(Instant.parse(head), pod, blank < 0 ? "" : line.substring(blank + 1));
        } catch (DateTimeException noTime) {
            return new LogLine(before, pod, line);
        }
    }
}
