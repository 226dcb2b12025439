package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.logs.ClusterLogs;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogFollower;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogQuery;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy logs}. */
@Command(
        name = "logs",
        description = "Prints the logs of a cluster's JobManager and TaskManagers, merged by time.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:the cluster has no pods",
            "2:the command line or a file is wrong, or the cluster cannot be read"
        })
final class LogsCommand implements Callable<Integer> {
    private static final String UNTOUCHED = "Nothing was read or changed.";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenClusters chosen = new ChosenClusters();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--component", paramLabel = "NAME", description = "jobmanager or taskmanager. Default: both.")
    private Optional<String> component = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "AGE",
            converter = DurationOption.class,
            description = "Only lines that are not older, for instance 1h.")
    private Optional<Duration> since = Optional.empty();

    @Option(names = "--tail", paramLabel = "LINES", description = "Only so many lines from the end of each pod's log.")
    private Optional<Integer> tail = Optional.empty();

    @Option(names = "--grep", paramLabel = "REGEX", description = "Only lines in which this is found.")
    private Optional<String> grep = Optional.empty();

    @Option(names = "--previous", description = "The logs of the containers before their last restart.")
    private boolean previous;

    @Option(names = "--follow", description = "Go on with what is written, over restarts, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--timestamps", description = "Begin each line with the time at which the node read it.")
    private boolean timestamps;

    @Override
    public Integer call() throws InterruptedException {
        ClusterConnection connection = chosen.connection(target);
        try (ClusterApi cluster = connection.connect()) {
            LogQuery query = query(one(chosen.seenIn(cluster, connection.namespace())));
            if (follow) {
                follow(cluster, query);
            }
            PrintWriter err = spec.commandLine().getErr();
            ClusterLogs logs = new ClusterLogs(cluster, err::println);
            if (logs.pods(query).isEmpty()) {
                err.println("The cluster " + query.cluster() + " has no pods in " + query.namespace()
                        + component.map(name -> " of the component " + name).orElse("") + ".");
                return ExitCode.FAILED.code();
            }
            logs.read(query, this::print);
            spec.commandLine().getOut().flush();
            return ExitCode.SUCCESS.code();
        }
    }

    private void follow(ClusterApi cluster, LogQuery query) throws InterruptedException {
        LogFollower follower = new LogFollower(cluster, query, this::printAtOnce);
        try {
            // Until the process is told to end.
            new CountDownLatch(1).await();
        } finally {
            follower.close();
        }
    }

    private static ResourceId one(List<ResourceId> clusters) {
        if (clusters.size() != 1) {
            throw new UserException(
                    clusters.size() + " clusters are meant, and the logs are shown of one at a time.",
                    UNTOUCHED,
                    "Name one: flink-deploy logs NAME, or --cluster NAME of the file.");
        }
        return clusters.get(0);
    }

    private LogQuery query(ResourceId cluster) {
        return new LogQuery(
                cluster.namespace(),
                cluster.name(),
                component.map(name -> name.toLowerCase(Locale.ROOT)),
                since.map(age -> Instant.now().minus(age)),
                tail.map(OptionalInt::of).orElse(OptionalInt.empty()),
                previous,
                grep.map(LogsCommand::pattern));
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new UserException(
                    "--grep: '" + regex + "' is no regular expression: " + e.getDescription() + ".", UNTOUCHED, "");
        }
    }

    private void print(LogLine line) {
        spec.commandLine().getOut().println((timestamps ? line.at() + " " : "") + line.pod() + " | " + line.text());
    }

    private void printAtOnce(LogLine line) {
        print(line);
        spec.commandLine().getOut().flush();
    }
}
