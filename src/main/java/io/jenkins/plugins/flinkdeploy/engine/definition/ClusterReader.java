package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one cluster from its merged section and applies the rules that reach across keys. */
final class ClusterReader {
    private final Section cluster;
    private final Location keyAt;
    private final Problems problems;

    /** @param keyAt where the cluster's name is written */
    ClusterReader(Section cluster, Location keyAt, Problems problems) {
        this.cluster = cluster;
        this.keyAt = keyAt;
        this.problems = problems;
    }

    /**
     * @param after clusters of the same file that come first
     * @return empty only when there is a problem
     */
    Optional<ClusterDefinition> read(String service, String name, String resourceName, List<String> after) {
        Optional<FlinkVersion> version = cluster.text("flinkVersion").flatMap(FlinkVersion::parse);
        if (!cluster.has("flinkVersion")) {
            problems.error(keyAt, cluster.pathOf("flinkVersion"), "The Flink version is missing.", "Write \"1.20\".");
        }
        JobsReader reader = new JobsReader(cluster, keyAt, problems);
        Map<String, Program> programs = reader.programs();
        ImageDefinition image =
                new ImageReader(cluster.section("image"), problems).read(version, reader.session(), programs.values());
        List<JobDefinition> jobs = reader.read(resourceName, programs, image);
        StateDefinition state = state(jobs);
        StateRules rules = new StateRules(cluster, problems);
        jobs.forEach(rules::job);
        rules.cluster(jobs, state);
        TemplateRules.check(cluster.section("template"), reader.session(), problems);
        SettingsReader settings = new SettingsReader(cluster, problems);
        FlinkSettings flink = new FlinkSettings(
                version.orElse(FlinkVersion.OLDEST),
                settings.mode(),
                reader.session(),
                jobs,
                state,
                settings.processes(),
                settings.autoscaling(version),
                cluster.textMap("flinkConf"),
                new PodsReader(cluster, problems).read(),
                settings.ingress(),
                settings.links(),
                cluster.text("owner"),
                cluster.text("costOwner"),
                settings.strategy(reader.session()),
                JsonTrees.object(cluster.section("template").tree()));
        if (version.isEmpty() || (jobs.isEmpty() && !reader.session())) {
            return Optional.empty();
        }
        String group = cluster.text("environment")
                        .map(environment -> environment + ".")
                        .orElse("")
                + name;
        return Optional.of(new ClusterDefinition(
                service,
                name,
                resourceName,
                cluster.text("environment"),
                cluster.text("namespace"),
                cluster.text("deployGroup").orElse(group),
                after,
                Optional.of(image),
                Optional.of(flink),
                Optional.empty(),
                List.of(),
                settings.deploy(flink.stateMode())));
    }

    private StateDefinition state(List<JobDefinition> jobs) {
        Section state = cluster.section("state");
        FlinkRules.directory(state, "savepoints", problems);
        FlinkRules.directory(state, "checkpoints", problems);
        boolean stateful = jobs.stream().anyMatch(job -> job.state() != StateMode.STATELESS);
        // High availability, rollback and the soak rest on checkpoints, so a stateful job has them unless told
        // otherwise.
        return new StateDefinition(
                state.text("savepoints"),
                state.text("checkpoints"),
                state.duration("checkpointInterval")
                        .or(() -> stateful ? Optional.of(Duration.ofMinutes(1)) : Optional.empty()),
                state.whole("keepSavepoints"));
    }
}
