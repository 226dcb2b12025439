package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which image to build and where to push it. Equal requests over equal files give the same digest, in any directory and
 * on any machine with the same compressor.
 *
 * @param base the image to build on, by tag or by digest
 * @param repository where to push to, without tag and digest
 * @param tag the tag to set; deployments use the digest
 * @param layers in the order they are stacked; what changes most comes last
 * @param labels labels added to those of the base image; a label that changes with every commit changes the digest too
 * @param environment variables added to those of the base image
 * @param allowInsecure whether plain HTTP and unverified TLS are accepted from hosts other than this one
 * @param caches directories that later builds profit from
 */
public record ImageRequest(
        String base,
        String repository,
        String tag,
        List<FileLayer> layers,
        SortedMap<String, String> labels,
        SortedMap<String, String> environment,
        boolean allowInsecure,
        ImageCaches caches)
        implements Serializable {
    /** The tag of an image for which the caller has no better name. */
    public static final String DEFAULT_TAG = "latest";

    public ImageRequest {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(caches, "caches");
        layers = List.copyOf(layers);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** A request with the default tag, no labels or variables, TLS everywhere but on this host, and the user's caches. */
    public static ImageRequest of(String base, String repository, List<FileLayer> layers) {
        return new ImageRequest(
                base,
                repository,
                DEFAULT_TAG,
                layers,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                false,
                ImageCaches.ofUser());
    }

    public ImageRequest withTag(String newTag) {
        return new ImageRequest(base, repository, newTag, layers, labels, environment, allowInsecure, caches);
    }

    public ImageRequest withLabels(Map<String, String> newLabels) {
        return new ImageRequest(
                base, repository, tag, layers, new TreeMap<>(newLabels), environment, allowInsecure, caches);
    }

    public ImageRequest withEnvironment(Map<String, String> newEnvironment) {
        return new ImageRequest(
                base, repository, tag, layers, labels, new TreeMap<>(newEnvironment), allowInsecure, caches);
    }

    public ImageRequest withAllowInsecure(boolean newAllowInsecure) {
        return new ImageRequest(base, repository, tag, layers, labels, environment, newAllowInsecure, caches);
    }

    public ImageRequest withCaches(ImageCaches newCaches) {
        return new ImageRequest(base, repository, tag, layers, labels, environment, allowInsecure, newCaches);
    }
}
