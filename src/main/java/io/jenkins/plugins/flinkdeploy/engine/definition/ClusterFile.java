package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a cluster file's tree: checks each layer against the model, merges the layers, builds the clusters. */
final class ClusterFile {
    private static final String CLUSTERS = "clusters";

    private final Problems problems;
    private final String defaultService;
    private final OtherClusters others;

    /** @param others the clusters of files that are read together with this one */
    ClusterFile(String defaultService, OtherClusters others, Problems problems) {
        this.defaultService = defaultService;
        this.others = others;
        this.problems = problems;
    }

    /**
     * @param layers the file, then what is laid over it, weakest first; at least one
     * @return what the layers say together; with problems it is incomplete and must not be used
     */
    Definition read(List<Tree.Mapping> layers) {
        for (Tree.Mapping layer : layers) {
            new ShapeChecker(problems).check(layer, ClusterFileModel.FILE, "");
        }
        Tree.Mapping root = layers.stream().reduce(Layers::merge).orElseThrow();
        newClusters(layers);
        Section file = new Section(Layers.withoutNulls(root), "");
        String service = service(file, defaultService);
        Section clusters = clusters(root, file);
        if (clusters.tree().entries().isEmpty()) {
            problems.error(
                    file.at(CLUSTERS), CLUSTERS, "The file describes no cluster.", "Write clusters: {main: {…}}.");
        }
        Map<String, List<String>> after = new LinkedHashMap<>();
        clusters.tree().entries().keySet().forEach(name -> after.put(name, after(name, clusters)));
        Map<String, ClusterDefinition> read = new LinkedHashMap<>();
        Map<String, String> taken = new HashMap<>();
        clusters.tree().entries().forEach((name, entry) -> {
            Section section = clusters.section(name);
            String resourceName = resourceName(service, name, entry.keyAt(), section, taken);
            new ClusterReader(section, entry.keyAt(), problems)
                    .read(service, name, resourceName, after.get(name))
                    .ifPresent(cluster -> read.put(name, cluster));
        });
        Order.of(
                after,
                (name, cycle) -> problems.error(
                        clusters.tree().entries().get(name).keyAt(),
                        clusters.pathOf(name),
                        "The clusters wait for each other: " + Texts.listed(cycle) + ".",
                        "Remove one of their jobs' after."));
        return new Definition(service, List.copyOf(read.values()), problems.warnings());
    }

    /**
     * The clusters that layers say together, without checking them.
     *
     * @param number which of several files it is
     */
    static List<OtherClusters.Cluster> list(int number, List<Tree.Mapping> layers, String defaultService) {
        Tree.Mapping root = layers.stream().reduce(Layers::merge).orElseThrow();
        Section file = new Section(Layers.withoutNulls(root), "");
        Section clusters = clusters(root, file);
        List<OtherClusters.Cluster> all = new ArrayList<>();
        clusters.tree()
                .entries()
                .forEach((name, entry) -> all.add(new OtherClusters.Cluster(
                        number,
                        service(file, defaultService),
                        name,
                        entry.keyAt(),
                        clusters.section(name).section("jobs").tree().entries().keySet())));
        return all;
    }

    private static String service(Section file, String otherwise) {
        return file.text("service").filter(text -> !text.isBlank()).orElse(otherwise);
    }

    /** The clusters with the defaults under them. The layers are merged as written: an explicit null must still remove. */
    private static Section clusters(Tree.Mapping root, Section file) {
        Tree defaults = root.get("defaults");
        Section clusters = file.section(CLUSTERS);
        Tree.Mapping written = root.get(CLUSTERS) instanceof Tree.Mapping mapping ? mapping : clusters.tree();
        Map<String, Tree.Entry> merged = new LinkedHashMap<>();
        for (String name : clusters.tree().entries().keySet()) {
            if (written.get(name) instanceof Tree.Mapping own) {
                Tree.Mapping all = defaults instanceof Tree.Mapping weaker ? Layers.merge(weaker, own) : own;
                merged.put(name, new Tree.Entry(written.entries().get(name).keyAt(), Layers.settled(all, "template")));
            }
        }
        return new Section(new Tree.Mapping(clusters.tree().at(), merged, false), CLUSTERS);
    }

    private List<String> after(String name, Section clusters) {
        Section jobs = clusters.section(name).section("jobs");
        return jobs.tree().entries().keySet().stream()
                .flatMap(job -> AfterReader.clusters(jobs.section(job), name, clusters, others, problems).stream())
                .distinct()
                .toList();
    }

    /** A cluster that only an upper layer has is possible, but more often a slip of the pen. */
    private void newClusters(List<Tree.Mapping> layers) {
        Set<String> known = new LinkedHashSet<>();
        for (Tree.Mapping layer : layers) {
            if (!(layer.get(CLUSTERS) instanceof Tree.Mapping clusters)) {
                continue;
            }
            if (layer != layers.get(0)) {
                clusters.entries().forEach((name, entry) -> {
                    if (!known.contains(name)) {
                        problems.warn(
                                entry.keyAt(),
                                Texts.path(CLUSTERS, name),
                                "The file below has no cluster " + Texts.quoted(name) + ", so this is a new one.",
                                Texts.nearest(name, known)
                                        .map(near -> "Did you mean " + Texts.quoted(near) + "?")
                                        .orElse(""));
                    }
                });
            }
            known.addAll(clusters.entries().keySet());
        }
    }

    private String resourceName(String service, String name, Location at, Section section, Map<String, String> taken) {
        Optional<String> given = section.text("resourceName");
        given.filter(text -> !FlinkRules.RESOURCE_NAME.matcher(text).matches())
                .ifPresent(text -> problems.error(
                        section.at("resourceName"),
                        section.pathOf("resourceName"),
                        Texts.quoted(text) + " is no name that the operator takes.",
                        "Use at most 45 lower-case letters, digits and hyphens, beginning with a letter."));
        String resourceName = given.orElseGet(() -> Names.resourceName(service, name));
        if (given.isEmpty() && Names.sanitised(service + "-" + name).length() > Names.LONGEST) {
            problems.warn(
                    at,
                    section.path(),
                    "The name " + Names.sanitised(service + "-" + name) + " is longer than " + Names.LONGEST
                            + " characters, so the resource is called " + resourceName + ".",
                    "");
        }
        String target = section.text("environment").orElse("") + "/"
                + section.text("namespace").orElse("") + "/" + resourceName;
        Optional.ofNullable(taken.putIfAbsent(target, name))
                .ifPresent(other -> problems.error(
                        at,
                        section.path(),
                        "The clusters " + Texts.quoted(other) + " and " + Texts.quoted(name)
                                + " would both be the resource " + resourceName + ".",
                        "Rename one of them."));
        return resourceName;
    }
}
