package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.definition.Problem;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns FlinkDeployments into a cluster file that is rendered to the same. What the file's keys cannot say goes into {@code
 * template}, so nothing is lost.
 */
public final class ManifestImport {
    private static final String CLUSTER = "FlinkDeployment";
    private static final String SESSION_JOB = "FlinkSessionJob";
    private static final String FILE = "flink.yaml";
    private static final Set<String> SAID_OF_JOBS =
            Set.of("jarURI", "entryClass", "args", "parallelism", "upgradeMode", "allowNonRestoredState", "state");

    private final boolean exact;
    private final List<String> notes = new ArrayList<>();

    private ManifestImport(boolean exact) {
        this.exact = exact;
    }

    /**
     * Reads YAML with one or several documents.
     *
     * @param name name of the file, for errors
     * @param exact whether even forms that mean the same are kept, so that the first deployment restarts nothing
     * @throws UserException when it cannot be read or holds no FlinkDeployment
     */
    public static Imported ofYaml(String name, String text, boolean exact) {
        return of(
                name, YamlDocuments.read(name, text).stream().map(Manifest::of).toList(), exact);
    }

    /**
     * Imports resources, for instance as they are on a cluster.
     *
     * @param origin where they come from, for the file's first line
     * @throws UserException when there is no FlinkDeployment among them, or one that no cluster file can describe
     */
    public static Imported of(String origin, List<Manifest> manifests, boolean exact) {
        return new ManifestImport(exact).run(origin, manifests);
    }

    private Imported run(String origin, List<Manifest> manifests) {
        List<Manifest> clusters =
                manifests.stream().filter(each -> each.kind().equals(CLUSTER)).toList();
        if (clusters.isEmpty()) {
            throw new UserException(
                    "There is no FlinkDeployment in " + origin + ".",
                    "Nothing was written.",
                    "Name a file or a resource of that kind.");
        }
        Naming naming = Naming.of(clusters.get(0).name());
        ObjectNode file = Json.object().put("version", 1).put("service", naming.service());
        ObjectNode into = file.putObject("clusters");
        for (Manifest manifest : clusters) {
            String key = naming.clusterKey(manifest.name());
            ObjectNode cluster = cluster(manifest, naming, key);
            manifests.stream()
                    .filter(each -> each.kind().equals(SESSION_JOB)
                            && each.textAt("/spec/deploymentName").equals(Optional.of(manifest.name())))
                    .forEach(job -> sessionJob(cluster, job));
            into.set(key, cluster);
        }
        leftOut(manifests, clusters);
        return Imported.of(origin, file, notes);
    }

    private ObjectNode cluster(Manifest manifest, Naming naming, String key) {
        DefinitionException refused = null;
        for (ClusterKeys.Reach reach : ClusterKeys.Reach.values()) {
            Tolerance tolerance = new Tolerance(exact);
            try {
                ObjectNode cluster = said(manifest, naming, key, reach);
                ObjectNode template = template(manifest, naming, key, cluster, tolerance);
                if (!template.isEmpty()) {
                    cluster.set("template", template);
                }
                if (template(manifest, naming, key, cluster, new Tolerance(exact))
                        .isEmpty()) {
                    tell(manifest, template, tolerance.noticed());
                    return cluster;
                }
            } catch (DefinitionException e) {
                refused = refused == null ? e : refused;
            }
        }
        throw cannot(manifest, refused);
    }

    private static UserException cannot(Manifest manifest, DefinitionException refused) {
        return new UserException(
                manifest + " cannot be said as a cluster file: "
                        + (refused == null
                                ? "it would be rendered differently."
                                : refused.problems().stream()
                                        .map(Problem::message)
                                        .distinct()
                                        .collect(Collectors.joining(" "))),
                "Nothing was written.",
                "flink-deploy deploys the manifest as it is, too: give it to deploy -f.");
    }

    private static ObjectNode said(Manifest manifest, Naming naming, String key, ClusterKeys.Reach reach) {
        ObjectNode cluster = Json.object();
        if (!manifest.namespace().isEmpty()) {
            cluster.put("namespace", manifest.namespace());
        }
        if (!naming.fits(manifest.name(), key)) {
            cluster.put("resourceName", manifest.name());
        }
        ObjectNode spec = (ObjectNode) Asked.of(manifest).get("spec");
        cluster.setAll(ClusterKeys.of(spec, naming.service(), reach));
        return cluster;
    }

    /** What is still missing when the cluster is rendered as it is said so far. */
    private static ObjectNode template(
            Manifest manifest, Naming naming, String key, ObjectNode cluster, Tolerance tolerance) {
        ObjectNode wanted = Asked.of(manifest);
        ObjectNode rendered = Asked.of(rendered(manifest, naming, key, cluster));
        // The image is named by its own key and cannot be left out; an operator without one uses its default.
        ((ObjectNode) rendered.get("spec")).remove("image");
        ((ObjectNode) wanted.get("spec")).remove("image");
        return new Residual(tolerance).between("", rendered, wanted);
    }

    private static Manifest rendered(Manifest manifest, Naming naming, String key, ObjectNode cluster) {
        ObjectNode file = Json.object().put("service", naming.service());
        file.putObject("clusters").set(key, cluster);
        ClusterDefinition definition = DefinitionReader.read(
                        new NamedSource(FILE, Imported.write(file)), naming.service())
                .clusters()
                .get(0);
        return Renderer.render(
                        definition,
                        new RenderContext(
                                manifest.textAt("/spec/image").orElse(""),
                                Optional.empty(),
                                manifest.namespace(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "import"))
                .manifest();
    }

    private void tell(Manifest manifest, ObjectNode template, Map<String, String> noticed) {
        if (!template.isEmpty()) {
            notes.add("The file has no keys of its own for these parts of " + manifest.name()
                    + ", which are in template: " + String.join(", ", paths(template)) + ".");
        }
        if (!noticed.isEmpty()) {
            notes.add("The same in other words, for which the operator restarts " + manifest.name() + " once ("
                    + noticed.entrySet().stream()
                            .map(each -> each.getKey() + ": " + each.getValue())
                            .collect(Collectors.joining("; "))
                    + "). Import with --exact to keep the words.");
        }
        if (template.at("/spec/flinkConfiguration/execution.checkpointing.interval")
                .isNull()) {
            notes.add(
                    manifest.name() + " names no checkpoint interval, so its code must; the null in template keeps the"
                            + " file's default of 1m out.");
        }
        if (manifest.textAt("/spec/image").isPresent()) {
            notes.add("image.reference of " + manifest.name()
                    + " is what runs now. To have it built, write image.base, jars and repository instead.");
        }
        if (manifest.at("/spec/job").isObject()
                && manifest.textAt("/spec/job/upgradeMode").isEmpty()) {
            notes.add(
                    manifest.name() + " has no upgradeMode, so every new version starts with empty state; the file says"
                            + " so with state: stateless.");
        }
    }

    private static Set<String> paths(ObjectNode template) {
        Set<String> paths = new TreeSet<>();
        template.properties().forEach(top -> {
            if (top.getValue().isObject()) {
                top.getValue().properties().forEach(each -> paths.add(top.getKey() + "." + each.getKey()));
            } else {
                paths.add(top.getKey());
            }
        });
        return paths;
    }

    private void sessionJob(ObjectNode cluster, Manifest job) {
        JsonNode spec = job.at("/spec");
        cluster.withObject("/jobs")
                .set(job.name(), ClusterKeys.job(spec.path("job"), false).put("resourceName", job.name()));
        Set<String> unsaid = new TreeSet<>();
        spec.fieldNames().forEachRemaining(unsaid::add);
        unsaid.removeAll(Set.of("deploymentName", "job"));
        spec.path("job").fieldNames().forEachRemaining(key -> {
            if (!SAID_OF_JOBS.contains(key)) {
                unsaid.add("job." + key);
            }
        });
        if (!unsaid.isEmpty()) {
            notes.add("The file cannot say these parts of the session job " + job.name() + ", which are left out: "
                    + String.join(", ", unsaid) + ".");
        }
    }

    private void leftOut(List<Manifest> manifests, List<Manifest> clusters) {
        Set<String> known = clusters.stream().map(Manifest::name).collect(Collectors.toSet());
        for (Manifest manifest : manifests) {
            boolean jobOfKnown = manifest.kind().equals(SESSION_JOB)
                    && manifest.textAt("/spec/deploymentName")
                            .filter(known::contains)
                            .isPresent();
            if (!manifest.kind().equals(CLUSTER) && !jobOfKnown) {
                notes.add("Left out: " + manifest.kind() + " " + manifest.name() + ".");
            }
        }
    }
}
