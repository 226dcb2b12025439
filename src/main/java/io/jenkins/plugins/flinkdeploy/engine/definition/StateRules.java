package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.time.Duration;
import java.util.List;

/** Rules between the jobs' state modes, the directories, high availability and the number of JobManagers. */
final class StateRules {
    private final Section cluster;
    private final Section conf;
    private final Section inTemplate;
    private final Problems problems;

    StateRules(Section cluster, Problems problems) {
        this.cluster = cluster;
        this.conf = cluster.section("flinkConf");
        this.inTemplate = cluster.section("template").section("spec").section("flinkConfiguration");
        this.problems = problems;
    }

    void job(JobDefinition job) {
        Section written = cluster.section("jobs").section(job.name());
        // A mode that does not exist has been reported; what its default would need is not the user's question.
        if (!written.has("state") || written.choice("state", StateMode.class).isPresent()) {
            FlinkRules.directoriesFor(
                    job.state(),
                    written,
                    "state",
                    cluster.section("state").has("savepoints")
                            || FlinkRules.hasAny(conf, FlinkKeys.SAVEPOINTS)
                            || FlinkRules.hasAny(inTemplate, FlinkKeys.SAVEPOINTS),
                    cluster.section("state").has("checkpoints")
                            || FlinkRules.hasAny(conf, FlinkKeys.CHECKPOINTS)
                            || FlinkRules.hasAny(inTemplate, FlinkKeys.CHECKPOINTS),
                    problems);
            FlinkRules.highAvailabilityFor(job.state(), conf, problems);
        }
    }

    void cluster(List<JobDefinition> jobs, StateDefinition state) {
        FlinkRules.configuration(conf, problems);
        boolean stateful = jobs.stream().anyMatch(job -> job.state() != StateMode.STATELESS);
        boolean available = FlinkRules.highlyAvailable(conf) || FlinkRules.highlyAvailable(inTemplate);
        Section jobManager = cluster.section("jobManager");
        if (jobManager.whole("replicas").filter(count -> count > 1).isPresent() && !stateful && !available) {
            problems.error(
                    jobManager.at("replicas"),
                    jobManager.pathOf("replicas"),
                    "Several JobManagers need high availability, which a stateless job does not have by itself.",
                    "Set flinkConf high-availability.type: kubernetes and high-availability.storageDir, or use one.");
        }
        state.checkpointInterval()
                .filter(Duration::isZero)
                .ifPresent(zero -> problems.error(
                        cluster.section("state").at("checkpointInterval"),
                        cluster.section("state").pathOf("checkpointInterval"),
                        "The time between checkpoints must be longer than zero.",
                        "Write 1m."));
        FlinkRules.rollback(conf, stateful || available, problems);
    }
}
