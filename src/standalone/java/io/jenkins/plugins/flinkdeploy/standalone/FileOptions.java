package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which file is meant, and which of its clusters. */
final class FileOptions {
    private static final String UNTOUCHED = "Nothing was built or changed.";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The cluster file, or FlinkDeployment manifests. Default: flink.yaml.")
    private Optional<Path> named = Optional.empty();

    @Option(names = "--cluster", paramLabel = "NAME", description = "Which cluster of the file. Default: the only one.")
    private Optional<String> cluster = Optional.empty();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Lay flink-NAME.yaml over the file, and leave out clusters of other environments.")
    private Optional<String> environment = Optional.empty();

    Path file() {
        return named.orElse(Path.of("flink.yaml"));
    }

    Optional<String> environment() {
        return environment;
    }

    /** With file and environment of an earlier call, unless this one names a file of its own. */
    FileOptions orElse(Call earlier) {
        if (named.isPresent()) {
            return this;
        }
        FileOptions options = new FileOptions();
        options.named = Optional.of(Path.of(earlier.file()));
        options.cluster = cluster;
        options.environment = environment.or(earlier::environment);
        return options;
    }

    /** The directory of the file, to which the paths in it are relative. */
    Path root() {
        Path absolute = file().toAbsolutePath();
        return Optional.ofNullable(absolute.getParent()).orElse(absolute);
    }

    GitCommit git() {
        return GitCommit.around(root());
    }

    /** The service of a file that names none. */
    static String service(Path file) {
        Path absolute = file.toAbsolutePath();
        Path root = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        return GitCommit.around(root)
                .repositoryName()
                .orElse(Optional.ofNullable(root.getFileName())
                        .map(Path::toString)
                        .orElse("flink"));
    }

    /** Reads the file, with that of the environment laid over it, without telling its warnings. It may be one of several. */
    Definition read() {
        return DefinitionReader.readAlone(DefinitionReader.layered(file(), environment, service(file())));
    }

    /** Reads the file and tells its warnings on standard error. */
    Definition read(CommandSpec spec) {
        Definition definition = read();
        definition.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        return definition;
    }

    /** The one cluster to work on. */
    ClusterDefinition choose(Definition definition) {
        List<ClusterDefinition> chosen = chooseAll(definition);
        if (chosen.size() != 1) {
            throw new UserException(
                    file() + " has " + chosen.size() + " clusters"
                            + environment
                                    .map(name -> " for the environment '" + name + "'")
                                    .orElse("") + ".",
                    UNTOUCHED,
                    "Say which one with --cluster: " + names(chosen) + ".");
        }
        return chosen.get(0);
    }

    /** All clusters, or the one that was named; without those of another environment when one is asked for. */
    List<ClusterDefinition> chooseAll(Definition definition) {
        List<ClusterDefinition> chosen = byName(definition).stream()
                .filter(each -> environment.isEmpty()
                        || each.environment().isEmpty()
                        || each.environment().equals(environment))
                .toList();
        if (chosen.isEmpty()) {
            throw new UserException(
                    "No cluster of " + file() + " is for the environment '" + environment.orElse("") + "'.",
                    UNTOUCHED,
                    "Its clusters are: "
                            + definition.clusters().stream()
                                    .map(each -> each.name()
                                            + each.environment()
                                                    .map(name -> " (" + name + ")")
                                                    .orElse(""))
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return chosen;
    }

    private List<ClusterDefinition> byName(Definition definition) {
        if (cluster.isEmpty()) {
            return definition.clusters();
        }
        return definition.clusters().stream()
                .filter(candidate -> candidate.name().equals(cluster.get()))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new UserException(
                        "There is no cluster '" + cluster.get() + "' in " + file() + ".",
                        UNTOUCHED,
                        "Its clusters are: " + names(definition.clusters()) + "."));
    }

    private static String names(List<ClusterDefinition> clusters) {
        return clusters.stream().map(ClusterDefinition::name).collect(Collectors.joining(", "));
    }
}
