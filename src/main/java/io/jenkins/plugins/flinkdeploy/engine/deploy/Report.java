package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.SoakProgress;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a deployment went, for people and programs; the JSON of the command line and of the Jenkins action.
 *
 * @param id the deployment
 * @param action what was done instead of a deployment
 * @param target what was deployed
 * @param resource the resource, {@code FlinkDeployment streaming/orders-main}
 * @param outcome the phase in which it ended
 * @param success whether it did what was asked
 * @param summary one sentence
 * @param commit the commit
 * @param fromCommit the commit that ran before
 * @param image the image that was built
 * @param generation the generation that was applied
 * @param savepoints savepoints of this deployment
 * @param restoredFrom from what the new job's state was restored
 * @param colours of a blue/green deployment, which colour did the work before and which does now
 * @param downtime how long no job ran
 * @param took from the start to the end
 * @param job the JobManager's last word on the job
 * @param cause why it failed
 * @param page where the documentation tells more of that cause
 * @param phases how long it was in each phase
 */
public record Report(
        String id,
        Optional<Control.Action> action,
        String target,
        String resource,
        Phase outcome,
        boolean success,
        String summary,
        Optional<String> commit,
        Optional<String> fromCommit,
        Optional<Prepared.Image> image,
        Optional<Long> generation,
        List<SavepointTaken> savepoints,
        Optional<String> restoredFrom,
        Optional<ColourChange> colours,
        Optional<Duration> downtime,
        Duration took,
        Optional<JobSample> job,
        Optional<Diagnosis> cause,
        Optional<String> page,
        List<PhaseSpan> phases) {

    /** A phase, when it began and how long it lasted. */
    public record PhaseSpan(Phase phase, Instant since, Duration lasted) {}

    public static Report of(Deployment deployment) {
        List<PhaseSpan> spans = spans(deployment.timeline());
        return new Report(
                deployment.order().id(),
                deployment.order().control().map(Control::action),
                deployment.order().target(),
                deployment.order().resource().toString(),
                deployment.phase(),
                deployment.phase().isSuccess(),
                deployment.summary().orElse(""),
                deployment.order().provenance().commit(),
                deployment.before().flatMap(Before::commit),
                deployment.prepared().flatMap(Prepared::image),
                deployment.baseline().map(baseline -> baseline.generation()),
                deployment.savepoints(),
                deployment.restoredFrom(),
                ColourChange.of(deployment),
                deployment.downtime(),
                Duration.between(deployment.order().createdAt(), deployment.phaseSince()),
                deployment.soak().flatMap(SoakProgress::lastSample),
                deployment.diagnosis(),
                deployment.diagnosis().map(Diagnosis::page),
                spans);
    }

    private static List<PhaseSpan> spans(List<Deployment.PhaseTime> timeline) {
        List<PhaseSpan> spans = new ArrayList<>();
        for (int i = 0; i < timeline.size(); i++) {
            Instant since = timeline.get(i).at();
            Instant until = i + 1 < timeline.size() ? timeline.get(i + 1).at() : since;
            spans.add(new PhaseSpan(timeline.get(i).phase(), since, Duration.between(since, until)));
        }
        return spans;
    }

    /** The phases that took time, in one line: {@code image 3.1 s · savepoint 0.8 s · upgrading 11.0 s · soak 5.0 s}. */
    public String timeline() {
        StringBuilder line = new StringBuilder();
        for (PhaseSpan span : phases) {
            if (span.lasted().toMillis() >= 50) {
                line.append(line.length() == 0 ? "" : " · ")
                        .append(activity(span.phase()))
                        .append(' ')
                        .append(Text.duration(span.lasted()));
            }
        }
        return line.toString();
    }

    /** What goes on while a deployment is in a phase; the phases themselves are named after what was reached. */
    private static String activity(Phase phase) {
        return switch (phase) {
            case PLANNED -> "image";
            case IMAGE_READY -> "check and lock";
            case LOCKED -> "savepoint";
            case SAVEPOINT_TAKEN -> "apply";
            case APPLIED -> "taken up";
            case UPGRADING -> "stop and start";
            case SOAKING -> "soak";
            case ROLLING_BACK -> "roll back";
            default -> phase.name().toLowerCase(Locale.ROOT);
        };
    }
}
