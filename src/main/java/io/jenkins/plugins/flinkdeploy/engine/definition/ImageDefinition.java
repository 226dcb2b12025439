package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image that a cluster runs: either one that exists already ({@code reference}) or one to build.
 *
 * @param reference an existing image, empty when one is to be built
 * @param base base image of the one to build
 * @param jars globs of jars, relative to the cluster file's directory, that go to {@link #USER_LIB}
 * @param files target path in the image to glob relative to the cluster file's directory; a target that ends in {@code /} is a
 *     directory
 * @param repository where the built image is pushed, without a tag
 */
public record ImageDefinition(
        Optional<String> reference,
        Optional<String> base,
        List<String> jars,
        Map<String, String> files,
        Optional<String> repository) {
    /** The directory in the image where Flink looks for job jars. */
    public static final String USER_LIB = "/opt/flink/usrlib";

    /** An image that exists already. */
    public static ImageDefinition existing(String reference) {
        return new ImageDefinition(Optional.of(reference), Optional.empty(), List.of(), Map.of(), Optional.empty());
    }

    /** Whether there is something to build and push. */
    public boolean toBuild() {
        return reference.isEmpty();
    }
}
