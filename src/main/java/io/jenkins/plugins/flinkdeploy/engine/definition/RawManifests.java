package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads FlinkDeployment manifests that users already have; what they hold is kept as it is written. */
final class RawManifests {
    private static final String GROUP = "flink.apache.org/";
    private static final Set<String> KINDS_TO_COME =
            Set.of("FlinkSessionJob", "FlinkStateSnapshot", "FlinkBlueGreenDeployment");

    private final String service;
    private final Problems problems;

    RawManifests(String service, Problems problems) {
        this.service = service;
        this.problems = problems;
    }

    static boolean isManifest(Tree document) {
        return document instanceof Tree.Mapping mapping
                && mapping.get("apiVersion") != null
                && mapping.get("kind") != null;
    }

    Definition read(List<Tree.Mapping> documents) {
        List<ClusterDefinition> clusters = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Tree.Mapping document : documents) {
            Section manifest = new Section(document, "");
            if (kindIsKnown(manifest)) {
                new ManifestRules(manifest, problems).check();
                String name = manifest.section("metadata").text("name").orElse("");
                Optional<String> namespace = manifest.section("metadata").text("namespace");
                if (!taken.add(namespace.orElse("") + "/" + name)) {
                    problems.error(
                            manifest.section("metadata").at("name"),
                            "metadata.name",
                            "Two documents describe the resource " + Texts.quoted(name) + ".",
                            "Keep one of them.");
                }
                StateMode mode = manifest.section("spec")
                        .section("job")
                        .choice("upgradeMode", StateMode.class)
                        .orElse(StateMode.STATELESS);
                clusters.add(new ClusterDefinition(
                        service,
                        name,
                        name,
                        Optional.empty(),
                        namespace,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Manifest.of(JsonTrees.object(document))),
                        DeploySettings.defaultsFor(mode)));
            }
        }
        return new Definition(service, clusters, problems.warnings());
    }

    private boolean kindIsKnown(Section manifest) {
        String apiVersion = manifest.text("apiVersion").orElse("");
        String kind = manifest.text("kind").orElse("");
        if (apiVersion.startsWith(GROUP) && kind.equals("FlinkDeployment")) {
            return true;
        }
        boolean toCome = apiVersion.startsWith(GROUP) && KINDS_TO_COME.contains(kind);
        problems.error(
                manifest.at("kind"),
                "kind",
                "The kind " + Texts.quoted(kind) + " of " + Texts.quoted(apiVersion)
                        + (toCome ? " is not supported yet." : " is not deployed by flink-deploy."),
                "Keep only documents of kind FlinkDeployment in the file.");
        return false;
    }
}
