package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parts of a cluster that stand for themselves: sizes, autoscaling, ingress, deploy settings. */
final class SettingsReader {
    private static final DataSize MIB = new DataSize(1 << 20);
    private static final DataSize JOB_MANAGER_MEMORY = new DataSize(1600 * MIB.bytes());
    private static final DataSize TASK_MANAGER_MEMORY = new DataSize(2048 * MIB.bytes());

    /** The first line whose vertices the operator's autoscaler can set. */
    private static final FlinkVersion AUTOSCALED = new FlinkVersion(1, 17);

    private static final Pattern HOST =
            Pattern.compile("(?:[a-zA-Z0-9*.-]|\\{\\{(?:name|namespace)}}){1,253}(?::\\d{1,5})?");
    private static final int MOST_BY_DEFAULT = 128;

    private final Section cluster;
    private final Problems problems;

    SettingsReader(Section cluster, Problems problems) {
        this.cluster = cluster;
        this.problems = problems;
    }

    ClusterMode mode() {
        return cluster.choice("mode", ClusterMode.class).orElse(ClusterMode.NATIVE);
    }

    Processes processes() {
        Section jobManager = cluster.section("jobManager");
        Section taskManager = cluster.section("taskManager");
        if (mode() == ClusterMode.NATIVE && taskManager.has("replicas")) {
            problems.error(
                    taskManager.at("replicas"),
                    taskManager.pathOf("replicas"),
                    "In mode native Flink itself starts as many TaskManagers as the jobs need.",
                    "Remove replicas, or write mode: standalone.");
        }
        return new Processes(
                size(jobManager, JOB_MANAGER_MEMORY),
                jobManager.whole("replicas").orElse(1),
                size(taskManager, TASK_MANAGER_MEMORY),
                taskManager.whole("slots").orElse(1),
                taskManager.whole("replicas"));
    }

    private static ProcessSize size(Section section, DataSize standard) {
        return new ProcessSize(
                section.decimal("cpu").orElse(BigDecimal.ONE),
                section.size("memory").orElse(standard));
    }

    Optional<AutoscalingDefinition> autoscaling(Optional<FlinkVersion> version) {
        if (!(cluster.tree().get("autoscaling") instanceof Tree.Mapping)) {
            return Optional.empty();
        }
        Section written = cluster.section("autoscaling");
        AutoscalingDefinition read = new AutoscalingDefinition(
                !written.has("enabled") || written.flag("enabled"),
                !written.has("scaling") || written.flag("scaling"),
                written.whole("minParallelism"),
                written.whole("maxParallelism"),
                written.decimal("targetUtilization"),
                written.decimal("utilizationBoundary"),
                written.duration("stabilization"),
                written.duration("metricsWindow"),
                written.duration("catchUp"),
                written.duration("restart"));
        if (read.enabled()) {
            rules(read, written, version);
        }
        return Optional.of(read);
    }

    private void rules(AutoscalingDefinition read, Section written, Optional<FlinkVersion> version) {
        version.filter(line -> line.compareTo(AUTOSCALED) < 0)
                .ifPresent(line -> problems.error(
                        written.tree().at(),
                        written.path(),
                        "The autoscaler needs Flink " + AUTOSCALED + " or newer; flinkVersion is " + line + ".",
                        "Remove autoscaling, or upgrade Flink first."));
        int least = read.minParallelism().orElse(1);
        int most = read.maxParallelism().orElse(Integer.MAX_VALUE);
        if (least > most) {
            problems.error(
                    written.at("minParallelism"),
                    written.pathOf("minParallelism"),
                    "The least parallelism (" + least + ") is above the most (" + most + ").",
                    "Make minParallelism at most maxParallelism.");
        }
        boolean limited = cluster.section("flinkConf").has("pipeline.max-parallelism");
        if (read.maxParallelism().filter(count -> count > MOST_BY_DEFAULT).isPresent() && !limited) {
            problems.warn(
                    written.at("maxParallelism"),
                    written.pathOf("maxParallelism"),
                    "Flink lets a small job grow to " + MOST_BY_DEFAULT + " only, so the autoscaler stops there.",
                    "Set flinkConf pipeline.max-parallelism; a job with state cannot change it later.");
        }
    }

    Optional<IngressDefinition> ingress() {
        if (!(cluster.tree().get("ingress") instanceof Tree.Mapping)) {
            return Optional.empty();
        }
        Section written = cluster.section("ingress");
        Optional<String> host = written.text("host");
        if (!written.has("host")) {
            problems.error(
                    written.tree().at(),
                    written.pathOf("host"),
                    "The host of the ingress is missing.",
                    "Write for instance host: flink.example.org.");
        }
        host.filter(text -> !HOST.matcher(text).matches())
                .ifPresent(text -> problems.error(
                        written.at("host"),
                        written.pathOf("host"),
                        Texts.quoted(text) + " is not a host name.",
                        "Write for instance flink.example.org, or \"{{name}}.example.org\"."));
        String path = written.text("path").orElse("");
        if (!path.isEmpty() && (!path.startsWith("/") || path.matches(".*\\s.*"))) {
            problems.error(
                    written.at("path"),
                    written.pathOf("path"),
                    Texts.quoted(path) + " is not a path.",
                    "Begin it with a slash: \"/{{name}}\".");
        }
        return host.map(
                name -> new IngressDefinition(name + path, written.text("className"), written.textMap("annotations")));
    }

    Map<String, String> links() {
        Section written = cluster.section("links");
        Map<String, String> links = cluster.textMap("links");
        links.forEach((name, address) -> {
            if (!address.matches("https?://\\S+")) {
                problems.error(
                        written.at(name),
                        written.pathOf(name),
                        Texts.quoted(address) + " is not the address of a page.",
                        "Begin it with https://.");
            }
        });
        return links;
    }

    DeployStrategy strategy(boolean session) {
        Section deploy = cluster.section("deploy");
        DeployStrategy strategy =
                deploy.choice("strategy", DeployStrategy.class).orElse(DeployStrategy.IN_PLACE);
        if (strategy == DeployStrategy.BLUE_GREEN && session) {
            problems.error(
                    deploy.at("strategy"),
                    deploy.pathOf("strategy"),
                    "The operator runs blue and green for a cluster with one job of its own only.",
                    "Write strategy: in-place, or one cluster for each job.");
        } else if (strategy == DeployStrategy.BLUE_GREEN) {
            problems.warn(
                    deploy.at("strategy"),
                    deploy.pathOf("strategy"),
                    "While both colours run, both write their output.",
                    "Make sure that what reads it can stand seeing records twice.");
        }
        return strategy;
    }

    DeploySettings deploy(StateMode mode) {
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
                deploy.choice("savepoint", SavepointPolicy.class).orElse(standard.savepoint()),
                deploy.flag("approval"));
    }
}
