package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Builds one cluster from its merged section and applies the rules that reach across keys. */
final class ClusterReader {
    private static final DataSize MIB = new DataSize(1 << 20);
    private static final DataSize JOB_MANAGER_MEMORY = new DataSize(1600 * MIB.bytes());
    private static final DataSize TASK_MANAGER_MEMORY = new DataSize(2048 * MIB.bytes());

    private final Section cluster;
    private final Location keyAt;
    private final Problems problems;

    /** @param keyAt where the cluster's name is written */
    ClusterReader(Section cluster, Location keyAt, Problems problems) {
        this.cluster = cluster;
        this.keyAt = keyAt;
        this.problems = problems;
    }

    /** @return empty only when there is a problem */
    Optional<ClusterDefinition> read(String service, String name, String resourceName) {
        Optional<FlinkVersion> version = cluster.text("flinkVersion").flatMap(FlinkVersion::parse);
        if (!cluster.has("flinkVersion")) {
            problems.error(keyAt, cluster.pathOf("flinkVersion"), "The Flink version is missing.", "Write \"1.20\".");
        }
        ImageDefinition image = new ImageReader(cluster.section("image"), problems).read(version);
        Optional<JobDefinition> job = new JobReader(cluster, keyAt, image, problems).read();
        StateDefinition state = state(job.map(JobDefinition::state));
        job.ifPresent(each -> rules(each, state));
        template();
        Optional<FlinkSettings> settings = version.flatMap(line -> job.map(one -> settings(line, one, state)));
        return settings.map(flink -> new ClusterDefinition(
                service,
                name,
                resourceName,
                cluster.text("environment"),
                cluster.text("namespace"),
                Optional.of(image),
                Optional.of(flink),
                Optional.empty(),
                deploy(flink.job().state())));
    }

    private StateDefinition state(Optional<StateMode> mode) {
        Section state = cluster.section("state");
        FlinkRules.directory(state, "savepoints", problems);
        FlinkRules.directory(state, "checkpoints", problems);
        boolean stateful = mode.isPresent() && mode.get() != StateMode.STATELESS;
        // High availability, rollback and the soak rest on checkpoints, so a stateful job has them unless told
        // otherwise.
        return new StateDefinition(
                state.text("savepoints"),
                state.text("checkpoints"),
                state.duration("checkpointInterval")
                        .or(() -> stateful ? Optional.of(Duration.ofMinutes(1)) : Optional.empty()),
                state.whole("keepSavepoints"));
    }

    private void rules(JobDefinition job, StateDefinition state) {
        Section conf = cluster.section("flinkConf");
        Section inTemplate = cluster.section("template").section("spec").section("flinkConfiguration");
        FlinkRules.configuration(conf, problems);
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
        Section jobManager = cluster.section("jobManager");
        boolean several =
                jobManager.whole("replicas").filter(count -> count > 1).isPresent();
        if (several && job.state() == StateMode.STATELESS && !FlinkRules.highlyAvailable(conf)) {
            problems.error(
                    jobManager.at("replicas"),
                    jobManager.pathOf("replicas"),
                    "Several JobManagers need high availability, which a stateless job does not have by itself.",
                    "Set flinkConf high-availability.type: kubernetes and high-availability.storageDir, or use one.");
        }
        state.checkpointInterval()
                .filter(interval -> interval.isZero())
                .ifPresent(zero -> problems.error(
                        cluster.section("state").at("checkpointInterval"),
                        cluster.section("state").pathOf("checkpointInterval"),
                        "The time between checkpoints must be longer than zero.",
                        "Write 1m."));
    }

    /** What identifies the resource, and the image, are not for the template: deployments are tracked by them. */
    private void template() {
        Section template = cluster.section("template");
        for (String key : new String[] {"apiVersion", "kind", "status"}) {
            refuseInTemplate(template, key);
        }
        refuseInTemplate(template.section("metadata"), "name");
        refuseInTemplate(template.section("metadata"), "namespace");
        refuseInTemplate(template.section("spec"), "image");
        FlinkRules.configuration(template.section("spec").section("flinkConfiguration"), problems);
    }

    private void refuseInTemplate(Section section, String key) {
        if (section.tree().get(key) != null) {
            problems.error(
                    section.tree().entries().get(key).keyAt(),
                    section.pathOf(key),
                    "The template cannot set " + key + ".",
                    "The cluster file's own keys decide it.");
        }
    }

    private FlinkSettings settings(FlinkVersion version, JobDefinition job, StateDefinition state) {
        Section placement = cluster.section("placement");
        Section jobManager = cluster.section("jobManager");
        Section taskManager = cluster.section("taskManager");
        return new FlinkSettings(
                version,
                job,
                state,
                size(jobManager, JOB_MANAGER_MEMORY),
                jobManager.whole("replicas").orElse(1),
                size(taskManager, TASK_MANAGER_MEMORY),
                taskManager.whole("slots").orElse(1),
                cluster.textMap("flinkConf"),
                cluster.textMap("env"),
                placement.textMap("nodeSelector"),
                JsonTrees.array(placement.items("tolerations")),
                cluster.text("serviceAccount").orElse("flink"),
                cluster.section("jobs").section(job.name()).text("owner").or(() -> cluster.text("owner")),
                cluster.text("costOwner"),
                JsonTrees.object(cluster.section("template").tree()));
    }

    private static ProcessSize size(Section section, DataSize standard) {
        return new ProcessSize(
                section.decimal("cpu").orElse(BigDecimal.ONE),
                section.size("memory").orElse(standard));
    }

    private DeploySettings deploy(StateMode mode) {
        Section deploy = cluster.section("deploy");
        DeploySettings standard = DeploySettings.defaultsFor(mode);
        return new DeploySettings(
                deploy.duration("timeout").orElse(standard.timeout()),
                deploy.share("warnAfter").orElse(standard.warnAfter()),
                deploy.duration("savepointTimeout").orElse(standard.savepointTimeout()),
                deploy.duration("soak").orElse(standard.soak()),
                deploy.whole("maxRestarts").orElse(standard.maxRestarts()),
                deploy.whole("minCheckpoints").orElse(standard.minCheckpoints()),
                deploy.choice("rollback", RollbackPolicy.class).orElse(standard.rollback()),
                deploy.choice("whenSuspended", WhenSuspended.class).orElse(standard.whenSuspended()),
                deploy.choice("savepoint", SavepointPolicy.class).orElse(standard.savepoint()));
    }
}
