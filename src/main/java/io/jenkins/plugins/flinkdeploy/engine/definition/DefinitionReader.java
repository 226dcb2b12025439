package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads cluster files with their layers, and files of raw manifests, told apart by their content. */
public final class DefinitionReader {
    private DefinitionReader() {}

    /**
     * Reads and checks a text.
     *
     * @param defaultService the service when the text does not name one, usually the repository's name
     * @throws DefinitionException with everything that is wrong, when anything is
     */
    public static Definition read(NamedSource source, String defaultService) {
        return read(List.of(source), defaultService);
    }

    /**
     * Reads and checks a cluster file with others laid over it. Maps are merged deeply, lists and scalars replace, an explicit
     * null removes; it does not matter which neighbours are merged first.
     *
     * @param layers weakest first, at least one
     * @param defaultService the service when no layer names one, usually the repository's name
     * @throws DefinitionException with everything that is wrong in any of them, when anything is
     */
    public static Definition read(List<NamedSource> layers, String defaultService) {
        return read(layers, defaultService, OtherClusters.NONE);
    }

    /**
     * Reads and checks files that are deployed together: a job of one may come after a job of a cluster of another one.
     *
     * @return what each says, in the same order
     * @throws DefinitionException with everything that is wrong in any of them, when anything is
     */
    public static List<Definition> readTogether(List<LayeredFile> files) {
        return new SeveralFiles(files).read();
    }

    /**
     * Reads one file that may be one of several, for work in which their order does not matter, or that were checked together before.
     * What its jobs come after in other files is taken for granted.
     *
     * @throws DefinitionException with everything that is wrong in it, when anything is
     */
    public static Definition readAlone(LayeredFile file) {
        return read(file.layers(), file.defaultService(), OtherClusters.CHECKED_BEFORE);
    }

    static Definition read(List<NamedSource> layers, String defaultService, OtherClusters others) {
        Problems problems = new Problems();
        String name = layers.get(0).name();
        try {
            Definition definition = read(layers, defaultService, others, problems);
            problems.throwIfAny(name);
            return definition;
        } catch (Problems.TooMany enough) {
            throw problems.in(name);
        }
    }

    private static Definition read(
            List<NamedSource> layers, String defaultService, OtherClusters others, Problems problems) {
        String name = layers.get(0).name();
        List<List<Tree>> documents = new ArrayList<>();
        for (NamedSource layer : layers) {
            documents.add(YamlReader.read(layer, problems));
        }
        // Structure first: in half a tree every missing key would be reported, too.
        problems.throwIfAny(name);
        List<List<Tree.Mapping>> maps = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            maps.add(maps(layers.get(i), documents.get(i), i == 0, problems));
        }
        problems.throwIfAny(name);
        return RawManifests.isManifest(maps.get(0).get(0))
                ? manifests(maps, defaultService, problems)
                : clusterFile(maps, defaultService, others, problems);
    }

    /**
     * Reads and checks a file.
     *
     * @param defaultService the service when the file does not name one, usually the repository's name
     * @throws DefinitionException with everything that is wrong in the file, when anything is
     * @throws UserException when the file cannot be read, is larger than 1 MiB or is not UTF-8
     */
    public static Definition read(Path file, String defaultService) {
        return read(SourceFiles.read(file), defaultService);
    }

    /**
     * Reads and checks a file with that of an environment laid over it, where there is one: {@code flink-prod.yaml} beside
     * {@code flink.yaml} for the environment {@code prod}.
     *
     * @throws DefinitionException with everything that is wrong in the files, when anything is
     * @throws UserException when a file cannot be read, is larger than 1 MiB or is not UTF-8
     */
    public static Definition read(Path file, String environment, String defaultService) {
        return read(SourceFiles.layers(file, environment), defaultService);
    }

    /**
     * A file with that of an environment laid over it, where one is named and there is such a file, called by its path.
     *
     * @throws UserException when a file cannot be read, is larger than 1 MiB or is not UTF-8
     */
    public static LayeredFile layered(Path file, Optional<String> environment, String defaultService) {
        List<NamedSource> layers =
                environment.isPresent() ? SourceFiles.layers(file, environment.get()) : List.of(SourceFiles.read(file));
        return new LayeredFile(
                layers.stream()
                        .map(layer -> new NamedSource(
                                file.resolveSibling(layer.name()).toString(), layer.text()))
                        .toList(),
                defaultService);
    }

    /**
     * The file that is laid over a file for an environment: {@code deploy/flink-prod.yaml} for {@code deploy/flink.yaml}.
     *
     * @throws UserException when that is not the name of an environment
     */
    public static String environmentFile(String file, String environment) {
        return SourceFiles.over(file, environment);
    }

    private static List<Tree.Mapping> maps(
            NamedSource source, List<Tree> documents, boolean needed, Problems problems) {
        if (documents.isEmpty() && needed) {
            problems.error(
                    new Location(source.name(), 1, 1), "", "The file is empty.", "Describe at least one cluster.");
        }
        List<Tree.Mapping> maps = new ArrayList<>();
        for (Tree document : documents) {
            if (document instanceof Tree.Mapping map) {
                maps.add(map);
            } else {
                problems.error(
                        document.at(),
                        "",
                        "The file must hold a map of keys and values; here stands " + document.described() + ".",
                        "");
            }
        }
        return maps;
    }

    private static Definition clusterFile(
            List<List<Tree.Mapping>> layers, String defaultService, OtherClusters others, Problems problems) {
        List<Tree.Mapping> roots = new ArrayList<>();
        for (List<Tree.Mapping> layer : layers) {
            if (!layer.isEmpty()) {
                roots.add(layer.get(0));
                refuse(layer.subList(1, layer.size()), "a file of its own", problems);
            }
        }
        return new ClusterFile(defaultService, others, problems).read(roots);
    }

    private static Definition manifests(List<List<Tree.Mapping>> layers, String defaultService, Problems problems) {
        List<Tree.Mapping> documents = layers.get(0);
        refuse(
                documents.stream().filter(map -> !RawManifests.isManifest(map)).toList(),
                "apiVersion and kind",
                problems);
        layers.subList(1, layers.size()).stream()
                .flatMap(List::stream)
                .forEach(document -> problems.error(
                        document.at(),
                        "",
                        "Nothing can be laid over manifests.",
                        "Remove the file, or describe the clusters in a cluster file."));
        problems.throwIfAny(documents.get(0).at().file());
        return new RawManifests(defaultService, problems).read(documents);
    }

    private static void refuse(List<Tree.Mapping> documents, String needs, Problems problems) {
        for (Tree.Mapping document : documents) {
            problems.error(
                    document.at(),
                    "",
                    "This document does not belong with the first one of the file: it needs " + needs + ".",
                    "A file holds either one cluster file or manifests only.");
        }
    }
}
