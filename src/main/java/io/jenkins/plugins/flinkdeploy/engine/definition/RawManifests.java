package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads manifests that users already have; what they hold is kept as it is written. */
final class RawManifests {
    private static final String GROUP = "flink.apache.org/";
    private static final String SESSION_JOB = "FlinkSessionJob";
    private static final String BLUE_GREEN = "FlinkBlueGreenDeployment";
    private static final Set<String> CLUSTER_KINDS = Set.of("FlinkDeployment", BLUE_GREEN);

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

    /** The upgrade mode of the job with the most to lose, as far as the manifests say one. */
    static Optional<StateMode> stateMode(Manifest cluster, List<Manifest> jobs) {
        return Stream.concat(
                        Stream.of("/spec/job/upgradeMode", "/spec/template/spec/job/upgradeMode")
                                .flatMap(pointer -> cluster.textAt(pointer).stream()),
                        jobs.stream().flatMap(job -> job.textAt("/spec/job/upgradeMode").stream()))
                .flatMap(text -> StateMode.parse(text).stream())
                .min(StateMode::compareTo);
    }

    Definition read(List<Tree.Mapping> documents) {
        Set<String> taken = new HashSet<>();
        List<Section> clusters = new ArrayList<>();
        Map<String, List<Section>> jobs = new LinkedHashMap<>();
        for (Tree.Mapping document : documents) {
            Section manifest = new Section(document, "");
            if (!kindIsKnown(manifest)) {
                continue;
            }
            unique(manifest, taken);
            if (kind(manifest).equals(SESSION_JOB)) {
                String cluster = manifest.section("spec").text("deploymentName").orElse("");
                jobs.computeIfAbsent(key(manifest, cluster), each -> new ArrayList<>())
                        .add(manifest);
            } else {
                clusters.add(manifest);
            }
        }
        List<ClusterDefinition> read = new ArrayList<>();
        for (Section cluster : clusters) {
            read.add(cluster(
                    cluster,
                    Optional.ofNullable(jobs.remove(key(cluster, name(cluster))))
                            .orElse(List.of())));
        }
        jobs.values().forEach(orphans -> orphans.forEach(this::orphan));
        return new Definition(service, read, problems.warnings());
    }

    private ClusterDefinition cluster(Section manifest, List<Section> jobs) {
        boolean blueGreen = kind(manifest).equals(BLUE_GREEN);
        Section spec =
                blueGreen ? manifest.section("spec").section("template").section("spec") : manifest.section("spec");
        ManifestRules rules = new ManifestRules(manifest, spec, problems);
        boolean session = !spec.has("job") && !blueGreen;
        rules.check(session);
        for (Section job : jobs) {
            rules.sessionJob(job, session);
        }
        String name = name(manifest);
        Manifest kept = Manifest.of(JsonTrees.object(manifest.tree()));
        List<Manifest> keptJobs = jobs.stream()
                .map(job -> Manifest.of(JsonTrees.object(job.tree())))
                .toList();
        return new ClusterDefinition(
                service,
                name,
                name,
                Optional.empty(),
                manifest.section("metadata").text("namespace"),
                name,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(kept),
                keptJobs,
                DeploySettings.defaultsFor(stateMode(kept, keptJobs).orElse(StateMode.STATELESS)));
    }

    private void orphan(Section job) {
        Section spec = job.section("spec");
        problems.error(
                spec.at("deploymentName"),
                "spec.deploymentName",
                spec.has("deploymentName")
                        ? "The session cluster "
                                + Texts.quoted(spec.text("deploymentName").orElse("")) + " is not in this file."
                        : "The session job names no session cluster.",
                "Add the FlinkDeployment of the session cluster to the file.");
    }

    private void unique(Section manifest, Set<String> taken) {
        if (!taken.add(kind(manifest) + "/" + key(manifest, name(manifest)))) {
            problems.error(
                    manifest.section("metadata").at("name"),
                    "metadata.name",
                    "Two documents describe the resource " + Texts.quoted(name(manifest)) + ".",
                    "Keep one of them.");
        }
    }

    private static String key(Section manifest, String name) {
        return manifest.section("metadata").text("namespace").orElse("") + "/" + name;
    }

    private static String name(Section manifest) {
        return manifest.section("metadata").text("name").orElse("");
    }

    private static String kind(Section manifest) {
        return manifest.text("kind").orElse("");
    }

    private boolean kindIsKnown(Section manifest) {
        String apiVersion = manifest.text("apiVersion").orElse("");
        String kind = kind(manifest);
        if (apiVersion.startsWith(GROUP) && (CLUSTER_KINDS.contains(kind) || kind.equals(SESSION_JOB))) {
            return true;
        }
        problems.error(
                manifest.at("kind"),
                "kind",
                "The kind " + Texts.quoted(kind) + " of " + Texts.quoted(apiVersion)
                        + " is not deployed by flink-deploy.",
                "Keep only documents of kind FlinkDeployment, FlinkSessionJob and FlinkBlueGreenDeployment in the file.");
        return false;
    }
}
