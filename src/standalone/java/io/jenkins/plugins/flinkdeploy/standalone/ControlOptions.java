package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Controls;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What starts, stops, restarts and cancels have in common: which jobs, how long, why. */
final class ControlOptions {
    @Mixin
    private ChosenClusters chosen = new ChosenClusters();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--session-job",
            paramLabel = "NAME",
            description = "A FlinkSessionJob of this name; may be given several times.")
    private List<String> sessionJobs = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is written on the resource.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--dry-run", description = "Say what would be done, and whether the API server would take it.")
    private boolean dryRun;

    @Option(names = "--build-url", paramLabel = "URL", description = "Address of the build, written on the resource.")
    private Optional<String> buildUrl = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long until it must have happened. Default: deploy.timeout of the file, 30m.")
    private Optional<Duration> timeout = Optional.empty();

    /** Refuses to go on where nobody said which clusters: what lies in the current directory is not what somebody wants stopped. */
    void requireNames(String command) {
        if (sessionJobs.isEmpty() && !chosen.named()) {
            throw new UserException(
                    "Nobody said what to " + command + ".",
                    "Nothing was changed.",
                    "Name it: flink-deploy " + command + " orders-main -n streaming, or --session-job NAME.");
        }
    }

    int run(CommandSpec spec, Control.Action action) {
        return run(spec, action, new State(Optional.empty(), false, Optional.empty()));
    }

    /**
     * The state to start with.
     *
     * @param restoreFrom see {@link Order#restoreFrom()}
     * @param force also when the job then begins empty
     * @param soak how long it must stay healthy
     */
    record State(Optional<String> restoreFrom, boolean force, Optional<Duration> soak) {}

    int run(CommandSpec spec, Control.Action action, State state) {
        boolean jobsAlone = !sessionJobs.isEmpty() && !chosen.named();
        ClusterConnection connection = jobsAlone ? target.connection() : chosen.connection(target);
        List<Deployment> starts = new ArrayList<>();
        try (ClusterApi cluster = connection.connect()) {
            Controls controls = new Controls(cluster);
            String namespace = connection.namespace();
            List<ResourceId> resources = new ArrayList<>(jobsAlone ? List.of() : chosen.in(cluster, namespace));
            sessionJobs.stream()
                    .distinct()
                    .map(name -> new ResourceId(ResourceId.FLINK_API, "FlinkSessionJob", namespace, name))
                    .forEach(resources::add);
            for (ResourceId resource : resources) {
                controls
                        .orders(
                                resource,
                                request(resource, action, state),
                                Clock.systemUTC().instant())
                        .stream()
                        .map(DeploymentMachine::start)
                        .forEach(starts::add);
            }
        }
        return run.atOnce(spec, starts, connection);
    }

    private Controls.Request request(ResourceId resource, Control.Action action, State state) {
        DeploySettings settings = chosen.settings(resource);
        settings = timeout.isPresent() ? settings.withTimeout(timeout.get()) : settings;
        settings = state.soak().isPresent() ? settings.withSoak(state.soak().get()) : settings;
        return new Controls.Request(
                resource.name(),
                new Control(action, reason),
                settings,
                state.restoreFrom(),
                state.force(),
                buildUrl,
                Optional.ofNullable(System.getProperty("user.name")),
                dryRun);
    }
}
