package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterSelection;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which files are meant, and which of their clusters, for a command that works on several of them at once. */
final class FilesOptions {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = {
                "The cluster file, or FlinkDeployment manifests. Default: flink.yaml.",
                "May be given several times: they are checked together, and a job may come after jobs of the other files."
            })
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            split = ",",
            description = {
                "Which clusters of the files, as main or orders.main, or '*' for all.",
                "Default: all where that changes nothing, else the only one of each file."
            })
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Lay flink-NAME.yaml over each file, and leave out clusters of other environments.")
    private Optional<String> environment = Optional.empty();

    /** Whether somebody named a file. */
    boolean named() {
        return !files.isEmpty();
    }

    Optional<String> environment() {
        return environment;
    }

    /**
     * A cluster that is meant.
     *
     * @param number which of the files describes it
     * @param file that file
     * @param cluster the cluster
     */
    record Chosen(int number, Path file, ClusterDefinition cluster) {
        /** The directory of the file, to which the paths in it are relative. */
        Path root() {
            Path absolute = file.toAbsolutePath();
            return Optional.ofNullable(absolute.getParent()).orElse(absolute);
        }
    }

    /** What people call the files. */
    String called() {
        return all().stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Reads all files, without telling their warnings. */
    List<Definition> read() {
        return DefinitionReader.readTogether(all().stream()
                .map(file -> DefinitionReader.layered(file, environment, FileOptions.service(file)))
                .toList());
    }

    /** Reads all files and tells their warnings on standard error. */
    List<Definition> read(CommandSpec spec) {
        List<Definition> read = read();
        read.stream()
                .flatMap(definition -> definition.warnings().stream())
                .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        return read;
    }

    /** All that the files say: as they are read here, and with the layer of each environment that lies beside them. */
    List<Definition> readEverything(CommandSpec spec) {
        List<Definition> everything = new ArrayList<>(read(spec));
        for (String layer : environments()) {
            everything.addAll(DefinitionReader.readTogether(all().stream()
                    .map(file -> DefinitionReader.layered(file, Optional.of(layer), FileOptions.service(file)))
                    .toList()));
        }
        return everything;
    }

    private Set<String> environments() {
        Set<Path> named = all().stream().map(Path::toAbsolutePath).collect(Collectors.toSet());
        Set<String> environments = new TreeSet<>();
        for (Path file : named) {
            String name = Objects.toString(file.getFileName());
            int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
            String before = name.substring(0, dot) + "-";
            String after = name.substring(dot);
            try (Stream<Path> siblings =
                    Files.list(Optional.ofNullable(file.getParent()).orElse(file))) {
                siblings.filter(sibling -> !named.contains(sibling))
                        .map(sibling -> Objects.toString(sibling.getFileName()))
                        .filter(sibling -> sibling.startsWith(before)
                                && sibling.endsWith(after)
                                && sibling.length() > before.length() + after.length())
                        .map(sibling -> sibling.substring(before.length(), sibling.length() - after.length()))
                        .forEach(environments::add);
            } catch (IOException e) {
                throw new UserException(
                        "The directory of " + file + " cannot be read: " + e.getMessage() + ".",
                        "Nothing was changed.",
                        "",
                        e);
            }
        }
        return environments;
    }

    /** Whether some clusters of the files are singled out. */
    boolean choosesClusters() {
        return clusters.stream().anyMatch(name -> !name.equals(ClusterSelection.ALL));
    }

    /** The commit that all files are of; empty outside of a repository, and where they are of several commits. */
    Optional<String> commit() {
        List<Optional<String>> commits = roots().stream()
                .map(root -> GitCommit.around(root).commit())
                .distinct()
                .toList();
        return commits.size() == 1 ? commits.get(0) : Optional.empty();
    }

    /** The history of the repository that {@link #commit} is of. */
    GitHistory history() {
        return new GitHistory(roots().get(0));
    }

    private List<Path> roots() {
        return all().stream()
                .map(Path::toAbsolutePath)
                .map(file -> Optional.ofNullable(file.getParent()).orElse(file))
                .toList();
    }

    /** The clusters that are named, and without a name the only one of each file. */
    List<Chosen> choose(List<Definition> read) {
        return choose(read, clusters);
    }

    /** The clusters that are named, and without a name all of them; without those of another environment when one is asked for. */
    List<Chosen> chooseAll(List<Definition> read) {
        return choose(read, clusters.isEmpty() ? List.of(ClusterSelection.ALL) : clusters);
    }

    private List<Chosen> choose(List<Definition> read, List<String> names) {
        List<Path> all = all();
        return new ClusterSelection(names, environment, "--cluster")
                .choose(all.stream().map(Path::toString).toList(), read).stream()
                        .map(chosen -> new Chosen(chosen.file(), all.get(chosen.file()), chosen.cluster()))
                        .toList();
    }

    private List<Path> all() {
        return files.isEmpty() ? List.of(Path.of("flink.yaml")) : files;
    }
}
