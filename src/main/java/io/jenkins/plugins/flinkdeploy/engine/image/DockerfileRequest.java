package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.DockerfileBuild;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which image to build from a Dockerfile and where to push it.
 *
 * @param build Dockerfile, context, arguments and tool
 * @param repository where to push to, without tag and digest
 * @param tag the tag to set; deployments use the digest
 * @param labels labels of the image
 * @param platform what it is for, {@code linux/amd64}
 * @param access how the registries are reached
 */
public record DockerfileRequest(
        DockerfileBuild build,
        String repository,
        String tag,
        SortedMap<String, String> labels,
        String platform,
        RegistryAccess access) {
    public DockerfileRequest(
            DockerfileBuild build,
            String repository,
            String tag,
            Map<String, String> labels,
            String platform,
            RegistryAccess access) {
        this(build, repository, tag, new TreeMap<>(labels), platform, access);
    }

    String image() {
        return repository + ":" + tag;
    }
}
