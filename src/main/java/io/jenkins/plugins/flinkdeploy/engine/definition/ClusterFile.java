package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a cluster file's tree: checks each layer against the model, merges the layers, builds the clusters. */
final class ClusterFile {
    private static final String CLUSTERS = "clusters";

    private final Problems problems;
    private final String defaultService;

    ClusterFile(String defaultService, Problems problems) {
        this.defaultService = defaultService;
        this.problems = problems;
    }

    /** @return what the file says; with problems it is incomplete and must not be used */
    Definition read(Tree.Mapping root) {
        new ShapeChecker(problems).check(root, ClusterFileModel.FILE, "");
        Section file = new Section(Layers.withoutNulls(root), "");
        String service = file.text("service").filter(text -> !text.isBlank()).orElse(defaultService);
        Section clusters = file.section(CLUSTERS);
        if (clusters.tree().entries().isEmpty()) {
            problems.error(
                    file.at(CLUSTERS), CLUSTERS, "The file describes no cluster.", "Write clusters: {main: {…}}.");
        }
        List<ClusterDefinition> read = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        // The layers are merged as written: an explicit null of the cluster must still remove a default.
        Tree defaults = root.get("defaults");
        Tree.Mapping written = root.get(CLUSTERS) instanceof Tree.Mapping mapping ? mapping : clusters.tree();
        for (String name : clusters.tree().entries().keySet()) {
            if (!(written.get(name) instanceof Tree.Mapping own)) {
                continue;
            }
            Tree.Mapping merged = defaults instanceof Tree.Mapping weaker ? Layers.merge(weaker, own) : own;
            Section section = new Section(Layers.settled(merged, "template"), Texts.path(CLUSTERS, name));
            Location keyAt = written.entries().get(name).keyAt();
            String resourceName = resourceName(service, name, keyAt, section, taken);
            new ClusterReader(section, keyAt, problems)
                    .read(service, name, resourceName)
                    .ifPresent(read::add);
        }
        return new Definition(service, read, problems.warnings());
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
