package io.jenkins.plugins.flinkdeploy.engine.resource;

import java.util.Optional;

/**
 * What a deployment adds to a definition.
 *
 * @param image the image to run, pinned ({@code repository@sha256:…}) or by tag; not used for a manifest without an image
 *     definition, whose own image is kept
 * @param imageDigest digest of that image ({@code sha256:…}), empty when it is not known
 * @param namespace where the resource goes: the cluster's own namespace, else the target's
 * @param commit commit of the repository
 * @param buildUrl address of the build
 * @param deployedBy who deploys
 * @param deploymentId the deployment
 */
public record RenderContext(
        String image,
        Optional<String> imageDigest,
        String namespace,
        Optional<String> commit,
        Optional<String> buildUrl,
        Optional<String> deployedBy,
        String deploymentId) {

    RenderContext withoutImageDigest() {
        return new RenderContext(image, Optional.empty(), namespace, commit, buildUrl, deployedBy, deploymentId);
    }
}
