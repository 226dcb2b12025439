package io.jenkins.plugins.flinkdeploy.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which running clusters are meant: by the names of their resources, by a cluster file, or all of a namespace. */
final class ChosenClusters {
    static final String KIND = "FlinkDeployment";

    private static final String UNTOUCHED = "Nothing was read or changed.";

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names of FlinkDeployments. Default: the clusters of the cluster file.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private FileOptions files = new FileOptions();

    @Option(names = "--all", description = "Every FlinkDeployment of the namespace.")
    private boolean all;

    /** Read once: what is asked twice has one answer. */
    private List<ClusterDefinition> ofFile;

    /**
     * Where the clusters that are meant run.
     *
     * @throws UserException when it cannot be told, or they run in several places
     */
    ClusterConnection connection(TargetOptions target) {
        if (all || named()) {
            return target.connection();
        }
        List<ClusterConnection> connections =
                ofFile().stream().map(target::connection).distinct().toList();
        if (connections.size() > 1) {
            throw new UserException(
                    "The clusters of " + files.file() + " belong to several environments.",
                    UNTOUCHED,
                    "Say which one with --environment, or name a cluster with --cluster.");
        }
        return connections.get(0);
    }

    /** The clusters that are meant. */
    List<ResourceId> in(ClusterApi cluster, String namespace) {
        if (all) {
            return cluster.list(ResourceId.FLINK_API, KIND, namespace, "").stream()
                    .map(Manifest::id)
                    .toList();
        }
        if (named()) {
            Set<String> distinct = new LinkedHashSet<>(names);
            return distinct.stream().map(name -> id(namespace, name)).toList();
        }
        return ofFile().stream()
                .map(chosen -> id(namespaceOf(chosen, namespace), chosen.resourceName()))
                .toList();
    }

    /** The clusters that are meant, to be looked at: of a blue/green deployment, those of its colours that there are. */
    List<ResourceId> seenIn(ClusterApi cluster, String namespace) {
        return in(cluster, namespace).stream()
                .flatMap(id -> all || cluster.get(id).isPresent() ? Stream.of(id) : colours(cluster, id).stream())
                .toList();
    }

    /** Without one, the cluster itself, which is not there. */
    private static List<ResourceId> colours(ClusterApi cluster, ResourceId id) {
        List<ResourceId> found = Stream.of("blue", "green")
                .map(colour -> id(id.namespace(), BlueGreenReader.child(id.name(), colour)))
                .filter(colour -> cluster.get(colour)
                        .filter(child -> isOf(child, id.name()))
                        .isPresent())
                .toList();
        return found.isEmpty() ? List.of(id) : found;
    }

    private static boolean isOf(Manifest child, String name) {
        for (JsonNode owner : child.at("/metadata/ownerReferences")) {
            if (owner.path("kind").asText().equals(BlueGreenReader.KIND)
                    && owner.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** What the file says about deploying a cluster; the defaults where no file was read. */
    DeploySettings settings(ResourceId resource) {
        return Optional.ofNullable(ofFile).orElse(List.of()).stream()
                .filter(each -> each.resourceName().equals(resource.name()))
                .findFirst()
                .map(ClusterDefinition::deploy)
                .orElseGet(DeploySettings::defaults);
    }

    private List<ClusterDefinition> ofFile() {
        if (!files.file().toFile().exists()) {
            throw new UserException(
                    "No cluster is named, and there is no " + files.file() + ".",
                    UNTOUCHED,
                    "Name one, for instance orders-main with -n streaming, or say --all.");
        }
        if (ofFile == null) {
            ofFile = files.chooseAll(files.read());
        }
        return ofFile;
    }

    /** Whether the clusters were named one by one, which is what a command that stops something asks for. */
    boolean named() {
        return !names.isEmpty();
    }

    private static String namespaceOf(ClusterDefinition chosen, String otherwise) {
        return chosen.rawManifest()
                .map(Manifest::namespace)
                .filter(name -> !name.isEmpty())
                .or(chosen::namespace)
                .orElse(otherwise);
    }

    private static ResourceId id(String namespace, String name) {
        return new ResourceId(ResourceId.FLINK_API, KIND, namespace, name);
    }
}
