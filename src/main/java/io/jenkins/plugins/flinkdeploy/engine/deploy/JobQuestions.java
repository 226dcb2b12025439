package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the JobManager of one resource, no oftener than its answers change anything, and puts a short answer together with the last
 * whole one.
 */
final class JobQuestions {
    /** A job that does not come up may fail again and again long before the operator looks at it the next time. */
    private static final Duration WHILE_COMING_UP = Duration.ofSeconds(6);

    private static final Duration WHILE_FAILING = Duration.ofSeconds(2);

    private final JobProbe probe;
    private final String namespace;
    private final Clock clock;
    private volatile Instant comingUpSince = Instant.MAX;
    private volatile Instant failureAsked = Instant.EPOCH;
    private volatile Optional<JobSample> whole = Optional.empty();

    JobQuestions(JobProbe probe, String namespace, Clock clock) {
        this.probe = probe;
        this.namespace = namespace;
        this.clock = clock;
    }

    /**
     * What the JobManager says; empty when it was not asked, or did not answer.
     *
     * @param job the job's id, where it has one
     */
    Optional<JobSample> ask(ResourceSeen seen, Optional<String> job, Inquiry wanted) {
        Inquiry inquiry = wanted == Inquiry.NOTHING ? unasked(seen) : wanted;
        if (inquiry == Inquiry.NOTHING || job.isEmpty() || seen.role() == Role.SESSION_CLUSTER) {
            return Optional.empty();
        }
        String deployment = seen.jobManagerName();
        String id = job.get();
        Optional<JobSample> last = whole.filter(sample -> sample.jobId().equals(id));
        if (inquiry != Inquiry.FAILURES) {
            return whole(probe.sample(namespace, deployment, id, inquiry), last);
        }
        if (last.isEmpty() && wanted == Inquiry.FAILURES) {
            return whole(probe.sample(namespace, deployment, id, Inquiry.ALL), last);
        }
        return probe.sample(namespace, deployment, id, Inquiry.FAILURES)
                .flatMap(failures -> last.map(sample -> sample.withFailuresOf(failures))
                        // Of a job that was never asked for more, only that it failed is worth telling.
                        .or(() -> Optional.of(failures)
                                .filter(known -> known.newestException().isPresent())));
    }

    private Optional<JobSample> whole(Optional<JobSample> answer, Optional<JobSample> last) {
        Optional<JobSample> sample = answer.map(now -> now.allTasks() > 0
                ? now
                : now.withRunningTasks(last.map(JobSample::allTasks).orElse(0)));
        whole = sample.or(() -> last);
        return sample;
    }

    /** A job that restarts is asked why, whether or not it was healthy before; one that comes up, when that takes long. */
    private Inquiry unasked(ResourceSeen seen) {
        Instant now = clock.instant();
        if (seen.job().is("RESTARTING") || seen.job().is("FAILING")) {
            return isDue(failureAsked, WHILE_FAILING, now) ? failures(now) : Inquiry.NOTHING;
        }
        boolean answers = seen.jobManagerIs("READY") || seen.role() == Role.SESSION_JOB;
        if (!answers || !seen.job().is("CREATED") && !seen.job().is("INITIALIZING")) {
            comingUpSince = Instant.MAX;
            return Inquiry.NOTHING;
        }
        if (comingUpSince.equals(Instant.MAX)) {
            comingUpSince = now;
        }
        return isDue(comingUpSince, WHILE_COMING_UP, now) && isDue(failureAsked, WHILE_COMING_UP, now)
                ? failures(now)
                : Inquiry.NOTHING;
    }

    private Inquiry failures(Instant now) {
        failureAsked = now;
        return Inquiry.FAILURES;
    }

    private static boolean isDue(Instant since, Duration pause, Instant now) {
        return !now.isBefore(since.plus(pause));
    }
}
