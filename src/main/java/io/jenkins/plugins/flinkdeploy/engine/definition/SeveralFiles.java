package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads several files whose clusters may come after each other, and reports what is wrong in any of them at once. */
final class SeveralFiles {
    private final List<LayeredFile> files;
    private final List<OtherClusters.Cluster> clusters = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    SeveralFiles(List<LayeredFile> files) {
        this.files = List.copyOf(files);
    }

    /** @throws DefinitionException with everything that is wrong in any of them */
    List<Definition> read() {
        for (int i = 0; i < files.size(); i++) {
            list(i);
        }
        List<Definition> read = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            try {
                read.add(DefinitionReader.read(
                        files.get(i).layers(), files.get(i).defaultService(), OtherClusters.than(i, clusters)));
            } catch (DefinitionException e) {
                errors.addAll(e.problems());
                warnings.addAll(e.warnings());
            }
        }
        if (errors.isEmpty()) {
            Problems problems = new Problems();
            checkNames(read, problems);
            checkOrder(read, problems);
            errors.addAll(problems.errors());
        }
        if (!errors.isEmpty()) {
            read.forEach(definition -> warnings.addAll(definition.warnings()));
            throw new DefinitionException(
                    files.stream().map(LayeredFile::name).collect(Collectors.joining(", ")), errors, warnings);
        }
        return read;
    }

    /** What is wrong with the structure of a file is told when it is read; here it has no clusters then. */
    private void list(int file) {
        try {
            Problems problems = new Problems();
            List<Tree.Mapping> roots = new ArrayList<>();
            for (NamedSource layer : files.get(file).layers()) {
                YamlReader.read(layer, problems).stream()
                        .filter(Tree.Mapping.class::isInstance)
                        .map(Tree.Mapping.class::cast)
                        .forEach(roots::add);
            }
            if (!problems.any() && !roots.isEmpty() && !RawManifests.isManifest(roots.get(0))) {
                clusters.addAll(ClusterFile.list(file, roots, files.get(file).defaultService()));
            }
        } catch (Problems.TooMany enough) {
            // Told when the file is read.
            return;
        }
    }

    private void checkNames(List<Definition> read, Problems problems) {
        Map<String, String> taken = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            String file = files.get(i).name();
            for (ClusterDefinition cluster : read.get(i).clusters()) {
                String place = cluster.environment().orElse("") + "/"
                        + cluster.namespace().orElse("") + "/" + cluster.resourceName();
                Optional.ofNullable(taken.putIfAbsent(place, file))
                        .filter(other -> !other.equals(file))
                        .ifPresent(other -> problems.error(
                                at(file, cluster),
                                Texts.path("clusters", cluster.name()),
                                other + " describes the resource " + cluster.resourceName() + ", too.",
                                "Keep it in one of the files, or give it another service or namespace."));
            }
        }
    }

    private void checkOrder(List<Definition> read, Problems problems) {
        Map<String, List<String>> after = new LinkedHashMap<>();
        Map<String, Location> places = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            for (ClusterDefinition cluster : read.get(i).clusters()) {
                String target = cluster.service() + "." + cluster.name();
                after.computeIfAbsent(target, any -> new ArrayList<>()).addAll(targets(cluster, read.get(i)));
                places.put(target, at(files.get(i).name(), cluster));
            }
        }
        Order.of(
                after,
                (target, cycle) -> problems.error(
                        places.get(target),
                        Texts.path("clusters", target.substring(target.indexOf('.') + 1)),
                        "The clusters wait for each other: " + Texts.listed(cycle) + ".",
                        "Remove one of their jobs' after."));
    }

    private static List<String> targets(ClusterDefinition cluster, Definition own) {
        return cluster.after().stream()
                .map(name ->
                        own.clusters().stream().anyMatch(other -> other.name().equals(name))
                                ? cluster.service() + "." + name
                                : name)
                .toList();
    }

    private Location at(String file, ClusterDefinition cluster) {
        return clusters.stream()
                .filter(known -> known.name().equals(cluster.name())
                        && known.service().equals(cluster.service())
                        && files.get(known.file()).name().equals(file))
                .map(OtherClusters.Cluster::at)
                .findFirst()
                .orElse(new Location(file, 1, 1));
    }
}
