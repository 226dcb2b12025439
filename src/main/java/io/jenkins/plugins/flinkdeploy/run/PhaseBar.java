package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One line of a deployment's timeline: what went on, from when, for how long. */
public final class PhaseBar {
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final String text;
    private final Duration lasted;
    private final double startPercent;
    private final double widthPercent;

    private PhaseBar(String text, Duration lasted, double startPercent, double widthPercent) {
        this.text = text;
        this.lasted = lasted;
        this.startPercent = startPercent;
        this.widthPercent = widthPercent;
    }

    /** The phases that took time, in their order. */
    static List<PhaseBar> of(Report report) {
        if (report.phases().isEmpty()) {
            return List.of();
        }
        Instant begin = report.phases().get(0).since();
        Report.PhaseSpan last = report.phases().get(report.phases().size() - 1);
        double whole = Math.max(
                1, Duration.between(begin, last.since().plus(last.lasted())).toMillis());
        return report.phases().stream()
                .filter(span -> span.lasted().compareTo(SHORTEST) >= 0)
                .map(span -> new PhaseBar(
                        activity(span.phase()),
                        span.lasted(),
                        100 * Duration.between(begin, span.since()).toMillis() / whole,
                        100 * span.lasted().toMillis() / whole))
                .toList();
    }

    /** What goes on while a deployment is in a phase; the phases themselves are named after what was reached. */
    private static String activity(Phase phase) {
        return switch (phase) {
            case PLANNED -> Messages.PhaseBar_image();
            case IMAGE_READY -> Messages.PhaseBar_lock();
            case LOCKED -> Messages.PhaseBar_savepoint();
            case SAVEPOINT_TAKEN -> Messages.PhaseBar_apply();
            case APPLIED -> Messages.PhaseBar_takeUp();
            case UPGRADING -> Messages.PhaseBar_upgrade();
            case RUNNING, SOAKING -> Messages.PhaseBar_soak();
            case ROLLING_BACK -> Messages.PhaseBar_rollBack();
            default -> phase.name().toLowerCase(Locale.ROOT);
        };
    }

    public String getText() {
        return text;
    }

    /** How long it lasted, as people write it. */
    public String getLastedText() {
        return Text.duration(lasted);
    }

    /** Where it begins, in percent of the whole deployment. */
    public String getStart() {
        return String.format(Locale.ROOT, "%.2f%%", startPercent);
    }

    /** How much of the whole deployment it took, in percent; so much that it can be seen. */
    public String getWidth() {
        return String.format(Locale.ROOT, "%.2f%%", Math.max(0.5, widthPercent));
    }
}
