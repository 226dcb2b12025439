package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterSelection;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.prune.Declared;
import io.jenkins.plugins.flinkdeploy.engine.prune.Kept;
import io.jenkins.plugins.flinkdeploy.engine.prune.Leftover;
import io.jenkins.plugins.flinkdeploy.engine.prune.PruneList;
import io.jenkins.plugins.flinkdeploy.engine.prune.PruneResult;
import io.jenkins.plugins.flinkdeploy.engine.prune.PruneSearch;
import io.jenkins.plugins.flinkdeploy.engine.prune.Pruner;
import io.jenkins.plugins.flinkdeploy.engine.prune.Scope;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy prune}. */
@Command(
        name = "prune",
        description = {
            "Lists what flink-deploy deployed for the services of the files and none of them declares any more.",
            "Removes only what --remove names, each after a proven savepoint where its job keeps state."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:listed, or everything that was named is removed",
            "1:something that was named could not be removed, or is not gone yet",
            "2:the command line or a file is wrong, or the cluster cannot be read; nothing was removed"
        })
final class PruneCommand implements Callable<Integer> {
    private static final String UNTOUCHED = "Nothing was removed or changed.";

    @Spec
    private CommandSpec spec;

    @Mixin
    private FilesOptions files = new FilesOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            split = ",",
            description = "Remove this one of the resources that are listed; may be given several times. '*' for all.")
    private List<String> remove = new ArrayList<>();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            split = ",",
            description = "A service of which no file is left; its clusters are looked at, too.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--any-commit",
            description =
                    "Also what was deployed from a commit that is not known to be earlier than that of the files.")
    private boolean anyCommit;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "10m",
            description = "How long each savepoint may take. Default: 10m.")
    private Duration timeout;

    @Option(names = "--build-url", paramLabel = "URL", description = "Address of the build, written on the savepoints.")
    private Optional<String> buildUrl = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: json prints one report at the end and progress to standard error.")
    private Output output;

    /** The form for programs. */
    record Report(List<Leftover> leftovers, List<Kept> kept, List<PruneResult> results) {}

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        // Everything that is wrong with any file ends it here, before a cluster is asked.
        List<Definition> everything = files.readEverything(spec);
        ClusterConnection connection = connection();
        Declared declared = Declared.of(everything, connection.namespace());
        Set<String> gone = services.stream().map(Labels::value).collect(Collectors.toSet());
        Scope scope = new Scope(declared, gone, files.commit(), files.history(), anyCommit);
        try (ClusterApi cluster = connection.connect()) {
            PruneList found = new PruneSearch(cluster, scope).in(namespaces(declared, connection));
            List<Leftover> named = named(found);
            PrintWriter progress = output == Output.JSON
                    ? spec.commandLine().getErr()
                    : spec.commandLine().getOut();
            PruneText.of(found).forEach(progress::println);
            progress.flush();
            List<PruneResult> results = removed(named, cluster, scope, progress);
            if (output == Output.JSON) {
                spec.commandLine()
                        .getOut()
                        .println(Json.writePretty(new Report(found.leftovers(), found.kept(), results)));
            } else if (remove.isEmpty() && !found.leftovers().isEmpty()) {
                progress.println("Nothing was removed. Name what is to go with --remove, or '*' there for all "
                        + found.leftovers().size() + ".");
            }
            spec.commandLine().getOut().flush();
            boolean all = results.stream().allMatch(each -> each.outcome() == PruneResult.Outcome.REMOVED);
            return (all ? ExitCode.SUCCESS : ExitCode.FAILED).code();
        } catch (ClusterException e) {
            throw new UserException("The cluster cannot be read: " + e.getMessage(), UNTOUCHED, "", e);
        }
    }

    private void checkOptions() {
        if (files.choosesClusters()) {
            throw new UserException(
                    "Some clusters of the files alone do not say what stays.", UNTOUCHED, "Leave --cluster out.");
        }
        if (!remove.isEmpty() && !files.named()) {
            throw new UserException(
                    "What lies in the current directory is not enough to remove something.",
                    UNTOUCHED,
                    "Name the cluster files with -f.");
        }
    }

    private ClusterConnection connection() {
        List<ClusterConnection> connections = files.chooseAll(files.read()).stream()
                .map(chosen -> target.connection(chosen.cluster()))
                .distinct()
                .toList();
        if (connections.size() > 1) {
            throw new UserException(
                    "The clusters of " + files.called() + " belong to several environments.",
                    UNTOUCHED,
                    "Say which one with --environment, or name the context with --context.");
        }
        return connections.get(0);
    }

    private static Set<String> namespaces(Declared declared, ClusterConnection connection) {
        Set<String> namespaces = new LinkedHashSet<>(Set.of(connection.namespace()));
        declared.resources().stream().map(ResourceId::namespace).sorted().forEach(namespaces::add);
        return namespaces;
    }

    /** Before anything is removed, all names must be right. */
    private List<Leftover> named(PruneList found) {
        if (remove.contains(ClusterSelection.ALL)) {
            return found.leftovers();
        }
        Set<Leftover> named = new LinkedHashSet<>();
        for (String name : remove) {
            List<Leftover> meant = found.leftovers().stream()
                    .filter(each -> isMeant(each.resource(), name))
                    .toList();
            if (meant.size() != 1) {
                String why = found.kept().stream()
                        .filter(each -> isMeant(each.resource(), name))
                        .map(each -> " " + each.why())
                        .collect(Collectors.joining());
                throw new UserException(
                        meant.isEmpty() ? name + " is not left over." + why : name + " is left over in several places.",
                        UNTOUCHED,
                        meant.isEmpty()
                                ? "List what is, without --remove."
                                : "Write one of: "
                                        + meant.stream()
                                                .map(each -> "'" + each.resource() + "'")
                                                .collect(Collectors.joining(", "))
                                        + ".");
            }
            named.addAll(meant);
        }
        // Jobs before the session clusters that they run on.
        return found.leftovers().stream().filter(named::contains).toList();
    }

    private static boolean isMeant(ResourceId resource, String name) {
        return name.equals(resource.name())
                || name.equals(resource.namespace() + "/" + resource.name())
                || name.equals(resource.toString());
    }

    private List<PruneResult> removed(List<Leftover> named, ClusterApi cluster, Scope scope, PrintWriter progress)
            throws InterruptedException {
        List<PruneResult> results = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(2, Daemons.named("savepoint"));
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, Daemons.named("timer"));
        try {
            Pruner.Settings settings = new Pruner.Settings(
                    timeout, timeout, Optional.ofNullable(System.getProperty("user.name")), buildUrl);
            Pruner pruner = new Pruner(cluster, scope, settings, workers, timer, Clock.systemUTC(), line -> {
                progress.println("  " + line);
                progress.flush();
            });
            for (Leftover leftover : named) {
                PruneResult result = pruner.remove(leftover);
                results.add(result);
                progress.println(PruneText.of(result));
                progress.flush();
            }
        } finally {
            workers.shutdownNow();
            timer.shutdownNow();
        }
        return results;
    }
}
