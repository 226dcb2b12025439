package io.jenkins.plugins.flinkdeploy.engine.savepoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a savepoint run went, for people and programs.
 *
 * @param id the run
 * @param target what it was asked for
 * @param outcome DONE, FAILED or ABORTED
 * @param success whether every running job has its savepoint
 * @param summary one sentence
 * @param took from the start to the end
 * @param jobs one result for each job
 */
public record SavepointReport(
        String id,
        String target,
        SavepointRun.Stage outcome,
        boolean success,
        String summary,
        Duration took,
        List<JobResult> jobs) {

    /**
     * The result of one job.
     *
     * @param resource {@code FlinkSessionJob streaming/orders-main-enrich}
     * @param result TAKEN, IDLE or FAILED
     * @param savepoint the savepoint
     * @param note why there is none
     */
    public record JobResult(
            String resource,
            Optional<String> jobId,
            JobSavepoint.Stage result,
            Optional<SavepointTaken> savepoint,
            Optional<String> note) {}

    public static SavepointReport of(SavepointRun run) {
        return new SavepointReport(
                run.request().id(),
                run.request().target(),
                run.stage(),
                run.stage() == SavepointRun.Stage.DONE,
                run.summary().orElse(""),
                Duration.between(
                        run.request().createdAt(),
                        run.endedAt().orElse(run.request().createdAt())),
                run.jobs().stream()
                        .map(job -> new JobResult(
                                job.resource().toString(), job.jobId(), job.stage(), job.taken(), job.note()))
                        .toList());
    }
}
