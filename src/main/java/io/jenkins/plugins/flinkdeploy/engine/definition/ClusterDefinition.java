package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * One Flink cluster to deploy: described by a cluster file ({@code flink}) or by manifests of the user's ({@code rawManifest}
 * and {@code rawJobs}); exactly one of the two is there.
 *
 * @param service first part of the resource's name
 * @param name key of the cluster in the file; the resource's name for a manifest
 * @param resourceName name of the resource, at most 45 characters, which is what the operator allows
 * @param environment named target (Jenkins) or kube context (command line); empty for the one that the caller chooses
 * @param namespace namespace that the file names; empty for the target's
 * @param deployGroup the deploy stage that it belongs to
 * @param after names of the clusters that are deployed before this one: keys of the same file, and with their service before it those
 *     of other files, {@code orders.ingest}
 * @param image what runs; empty for a manifest, whose own image is kept
 * @param flink the described cluster
 * @param rawManifest the cluster's manifest as the user wrote it
 * @param rawJobs manifests of the jobs of a session cluster, as the user wrote them
 * @param deploy how a deployment proceeds
 */
public record ClusterDefinition(
        String service,
        String name,
        String resourceName,
        Optional<String> environment,
        Optional<String> namespace,
        String deployGroup,
        List<String> after,
        Optional<ImageDefinition> image,
        Optional<FlinkSettings> flink,
        Optional<Manifest> rawManifest,
        List<Manifest> rawJobs,
        DeploySettings deploy) {
    public ClusterDefinition {
        after = List.copyOf(after);
        rawJobs = List.copyOf(rawJobs);
    }

    public ClusterDefinition withDeploy(DeploySettings settings) {
        return new ClusterDefinition(
                service,
                name,
                resourceName,
                environment,
                namespace,
                deployGroup,
                after,
                image,
                flink,
                rawManifest,
                rawJobs,
                settings);
    }

    /** The same cluster in another namespace than the file names, for instance one that a step parameter names. */
    public ClusterDefinition withNamespace(String other) {
        return new ClusterDefinition(
                service,
                name,
                resourceName,
                environment,
                Optional.of(other),
                deployGroup,
                after,
                image,
                flink,
                rawManifest,
                rawJobs,
                deploy);
    }

    /** The same cluster with another image, for instance one that a step parameter names. */
    public ClusterDefinition withImage(ImageDefinition other) {
        return new ClusterDefinition(
                service,
                name,
                resourceName,
                environment,
                namespace,
                deployGroup,
                after,
                Optional.of(other),
                flink,
                rawManifest,
                rawJobs,
                deploy);
    }

    /** The jobs that the file describes, in the order in which they are deployed; none for manifests. */
    public List<JobDefinition> jobs() {
        return flink.map(FlinkSettings::jobs).orElse(List.of());
    }

    /** Whether it is a session cluster, whose jobs are resources of their own. */
    public boolean session() {
        return flink.map(FlinkSettings::session)
                .or(() -> rawManifest.map(manifest -> manifest.kind().equals("FlinkDeployment")
                        && manifest.at("/spec/job").isMissingNode()))
                .orElse(false);
    }

    /** Kind of the cluster's own resource. */
    public String kind() {
        return rawManifest
                .map(Manifest::kind)
                .orElse(flink.filter(settings -> settings.strategy() == DeployStrategy.BLUE_GREEN)
                        .map(settings -> "FlinkBlueGreenDeployment")
                        .orElse("FlinkDeployment"));
    }

    /** Whether an image must be built before this cluster can be rendered. */
    public boolean needsImageBuild() {
        return image.filter(ImageDefinition::toBuild).isPresent();
    }

    /** The image that exists already: named by the file, or the manifest's own; empty when one is to be built. */
    public Optional<String> existingImage() {
        return image.isPresent()
                ? image.get().reference()
                : rawManifest.flatMap(manifest ->
                        manifest.textAt("/spec/image").or(() -> manifest.textAt("/spec/template/spec/image")));
    }

    /**
     * How state is carried over an upgrade, of the job with the most to lose where there are several; the operator's default
     * for a manifest that does not say.
     */
    public StateMode stateMode() {
        return flink.map(FlinkSettings::stateMode)
                .or(() -> rawManifest.flatMap(manifest -> RawManifests.stateMode(manifest, rawJobs)))
                .orElse(StateMode.STATELESS);
    }
}
