package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image to build says besides its files.
 *
 * @param user user, or user and group, that the image runs as; empty for the base image's
 * @param env environment variables
 * @param labels labels
 * @param provenance what it tells about where it comes from
 * @param platforms what it is built for, {@code linux/amd64}; at least one
 */
public record ImageOptions(
        Optional<String> user,
        Map<String, String> env,
        Map<String, String> labels,
        List<ImageOrigin> provenance,
        List<String> platforms) {
    /** The platform that nearly all clusters have. */
    public static final String USUAL_PLATFORM = "linux/amd64";

    /** Nothing but what the base image says. */
    public static final ImageOptions NONE =
            new ImageOptions(Optional.empty(), Map.of(), Map.of(), List.of(), List.of(USUAL_PLATFORM));

    public ImageOptions {
        env = Collections.unmodifiableMap(new TreeMap<>(env));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        provenance = List.copyOf(provenance);
        platforms = List.copyOf(platforms);
    }
}
