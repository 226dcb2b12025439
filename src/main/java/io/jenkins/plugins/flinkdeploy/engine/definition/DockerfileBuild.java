package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Map;
import java.util.Optional;

/**
 * An image that docker, buildah or podman builds.
 *
 * @param file the Dockerfile, relative to the cluster file
 * @param context the build context, a directory relative to the cluster file; {@code .} for that of the cluster file
 * @param buildArgs build arguments
 * @param target the stage to build; empty for the last
 */
public record DockerfileBuild(String file, String context, Map<String, String> buildArgs, Optional<String> target) {}
