package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image that docker, buildah, podman or kaniko builds.
 *
 * @param file the Dockerfile, relative to the cluster file
 * @param context the build context, a directory relative to the cluster file; {@code .} for that of the cluster file
 * @param buildArgs build arguments
 * @param target the stage to build; empty for the last
 * @param tool what builds it
 * @param cache repository in which layers are kept for later builds; empty for none
 */
public record DockerfileBuild(
        String file,
        String context,
        Map<String, String> buildArgs,
        Optional<String> target,
        ImageTool tool,
        Optional<String> cache) {
    public DockerfileBuild {
        buildArgs = Collections.unmodifiableMap(new TreeMap<>(buildArgs));
    }
}
