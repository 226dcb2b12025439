package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.RevisionLine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.RevisionText;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rollbacks;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy rollback}. */
@Command(
        name = "rollback",
        description = {
            "Goes back to an earlier revision, with the state that the job has now, and waits until it is healthy.",
            "The commit that it goes back from is refused the next time, unless forced."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the earlier revision is healthy, or a dry run that would be taken",
            "1:the rollback failed",
            "2:the command line or a file is wrong, or there is nothing to go back to; nothing was changed",
            "130:ended by a person"
        })
final class RollbackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LiveOptions which = new LiveOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--list", description = "Change nothing; list the revisions, newest first.")
    private boolean list;

    @Option(
            names = "--to",
            paramLabel = "REVISION",
            description = "The revision to go back to. Default: the newest that is not what stands there.")
    private Optional<Long> to = Optional.empty();

    @Option(
            names = "--restore-from",
            paramLabel = "SAVEPOINT",
            description = {
                "Start from this savepoint (a path, or the number of the revision that it belongs to) instead of the state",
                "that the job has now. What was processed since then is processed again."
            })
    private Optional<String> restoreFrom = Optional.empty();

    @Option(names = "--dry-run", description = "Say what would be done, and whether the API server would take it.")
    private boolean dryRun;

    @Option(names = "--build-url", paramLabel = "URL", description = "Address of the build, written on the resource.")
    private Optional<String> buildUrl = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long until the job must be healthy.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(
            names = "--soak",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long it must stay healthy.")
    private Optional<Duration> soak = Optional.empty();

    @Override
    public Integer call() {
        LiveOptions.Live live = which.live(spec);
        if (list) {
            return list(live);
        }
        DeploySettings settings = live.settings();
        settings = timeout.isPresent() ? settings.withTimeout(timeout.get()) : settings;
        settings = soak.isPresent() ? settings.withSoak(soak.get()) : settings;
        Rollbacks.Request request = new Rollbacks.Request(
                live.target(),
                settings,
                to,
                restoreFrom,
                buildUrl,
                Optional.ofNullable(System.getProperty("user.name")),
                dryRun);
        List<Order> orders;
        try (ClusterApi cluster = live.connection().connect()) {
            orders = new Rollbacks(cluster)
                    .orders(live.resources(), request, Clock.systemUTC().instant());
        }
        List<Deployment> starts = orders.stream().map(DeploymentMachine::start).toList();
        return run.rollBack(spec, starts, live.connection());
    }

    private int list(LiveOptions.Live live) {
        Map<String, List<RevisionLine>> revisions = new LinkedHashMap<>();
        try (ClusterApi cluster = live.connection().connect()) {
            Rollbacks rollbacks = new Rollbacks(cluster);
            for (ResourceId resource : live.resources()) {
                revisions.put(resource.toString(), rollbacks.list(resource));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(run.isJson() ? Json.writePretty(revisions) : RevisionText.of(revisions));
        out.flush();
        return ExitCode.SUCCESS.code();
    }
}
