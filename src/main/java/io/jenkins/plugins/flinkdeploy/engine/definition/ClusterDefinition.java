package io.jenkins.plugins.flinkdeploy.engine.definition;

import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.util.Optional;

/**
 * One Flink cluster to deploy: described by a cluster file ({@code flink}) or by a manifest of the user's ({@code
 * rawManifest}); exactly one of the two is there.
 *
 * @param service first part of the resource's name
 * @param name key of the cluster in the file; the resource's name for a manifest
 * @param resourceName name of the resource, at most 45 characters, which is what the operator allows
 * @param environment named target (Jenkins) or kube context (command line); empty for the one that the caller chooses
 * @param namespace namespace that the file names; empty for the target's
 * @param image what runs; empty for a manifest, whose own image is kept
 * @param flink the described cluster
 * @param rawManifest the manifest as the user wrote it
 * @param deploy how a deployment proceeds
 */
public record ClusterDefinition(
        String service,
        String name,
        String resourceName,
        Optional<String> environment,
        Optional<String> namespace,
        Optional<ImageDefinition> image,
        Optional<FlinkSettings> flink,
        Optional<Manifest> rawManifest,
        DeploySettings deploy) {

    public ClusterDefinition withDeploy(DeploySettings settings) {
        return new ClusterDefinition(
                service, name, resourceName, environment, namespace, image, flink, rawManifest, settings);
    }

    /** The same cluster with another image, for instance one that a step parameter names. */
    public ClusterDefinition withImage(ImageDefinition other) {
        return new ClusterDefinition(
                service, name, resourceName, environment, namespace, Optional.of(other), flink, rawManifest, deploy);
    }

    /** Whether an image must be built before this cluster can be rendered. */
    public boolean needsImageBuild() {
        return image.filter(ImageDefinition::toBuild).isPresent();
    }

    /** The image that exists already: named by the file, or the manifest's own; empty when one is to be built. */
    public Optional<String> existingImage() {
        return image.isPresent()
                ? image.get().reference()
                : rawManifest.flatMap(manifest -> manifest.textAt("/spec/image"));
    }

    /** How the job's state is carried over an upgrade; the operator's default for a manifest that does not say. */
    public StateMode stateMode() {
        return flink.map(settings -> settings.job().state())
                .or(() -> rawManifest
                        .flatMap(manifest -> manifest.textAt("/spec/job/upgradeMode"))
                        .flatMap(StateMode::parse))
                .orElse(StateMode.STATELESS);
    }
}
