package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Shows a deployment while it goes on: one line per event, and on a terminal a last line that turns. */
final class Progress implements AutoCloseable {
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private ScheduledFuture<?> turning;
    private Deployment deployment;
    private final boolean several;
    private int turn;

    private Progress(PrintWriter out, boolean terminal, boolean several, Deployment start) {
        this.several = several;
        this.out = out;
        this.terminal = terminal;
        this.deployment = start;
    }

    /**
     * Progress on a writer; a spinner only when this process talks to a terminal.
     *
     * @param several whether others go on at the same time: then each line says whose it is, and none turns
     */
    static Progress on(PrintWriter out, Deployment start, boolean several, ScheduledExecutorService timer) {
        boolean terminal = !several && Terminal.isThere();
        Progress progress = new Progress(out, terminal, several, start);
        out.println(doing(start) + " " + start.order().target() + " as "
                + start.order().resource() + ", deployment "
                + start.order().id()
                + start.order()
                        .provenance()
                        .commit()
                        .map(commit -> ", commit " + commit.substring(0, Math.min(8, commit.length())))
                        .orElse(""));
        out.flush();
        if (terminal) {
            progress.turn(timer);
        }
        return progress;
    }

    private static String doing(Deployment start) {
        return start.order()
                .control()
                .map(control -> switch (control.action()) {
                    case START -> "Starting";
                    case STOP -> "Stopping";
                    case RESTART -> "Restarting";
                    case CANCEL -> "Cancelling";
                })
                .orElse("Deploying");
    }

    private synchronized void turn(ScheduledExecutorService timer) {
        turning = timer.scheduleAtFixedRate(this::spin, 100, 100, TimeUnit.MILLISECONDS);
    }

    synchronized void changed(Deployment now, List<LogLine> log) {
        deployment = now;
        if (terminal && !log.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        for (LogLine line : log) {
            out.println(format(now.order().createdAt(), line)
                    + (several ? "  [" + now.order().resource().name() + "]" : ""));
        }
        out.flush();
    }

    private static String format(Instant start, LogLine line) {
        long tenths = Duration.between(start, line.at()).toMillis() / 100;
        String elapsed = String.format(Locale.ROOT, "%5d.%d s", tenths / 10, tenths % 10);
        String mark =
                switch (line.level()) {
                    case PHASE, INFO -> "";
                    case WARNING -> "warning: ";
                    case ERROR -> "error: ";
                };
        return elapsed + "  " + (line.level() == LogLine.Level.PHASE ? "■ " + line.phase() + ": " : "  ") + mark
                + line.text();
    }

    private synchronized void spin() {
        if (deployment.isFinished()) {
            return;
        }
        Duration elapsed = Duration.between(deployment.phaseSince(), Instant.now());
        out.print(CLEAR_LINE + SPINNER[turn++ % SPINNER.length] + " " + deployment.phase() + " "
                + Math.max(0, elapsed.toSeconds()) + " s"
                + deployment.waitingFor().map(why -> ": " + why).orElse(""));
        out.flush();
    }

    @Override
    public void close() {
        finish();
    }

    /** Stops turning; lines may still follow. */
    synchronized void finish() {
        if (turning != null) {
            turning.cancel(false);
            turning = null;
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
