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
 * @param splits jars to split into the job's own classes and its libraries, by their paths in the image; with the class
 *     that starts the job, or an empty text when the jar's manifest names it
 * @param settings what the image says besides its files
 * @param access how the registries are reached
 * @param caches directories that later builds profit from
 */
public record ImageRequest(
        String base,
        String repository,
        String tag,
        List<FileLayer> layers,
        SortedMap<String, String> splits,
        ImageSettings settings,
        RegistryAccess access,
        ImageCaches caches)
        implements Serializable {
    /** The tag of an image for which the caller has no better name. */
    public static final String DEFAULT_TAG = "latest";

    public ImageRequest {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(caches, "caches");
        layers = List.copyOf(layers);
        splits = Collections.unmodifiableSortedMap(new TreeMap<>(splits));
    }

    /**
     * A request with the default tag, no labels or variables, no jar split, TLS everywhere but on this host, and the user's
     * caches.
     */
    public static ImageRequest of(String base, String repository, List<FileLayer> layers) {
        return new ImageRequest(
                base,
                repository,
                DEFAULT_TAG,
                layers,
                Collections.emptySortedMap(),
                ImageSettings.NONE,
                RegistryAccess.DEFAULT,
                ImageCaches.ofUser());
    }

    public ImageRequest withTag(String newTag) {
        return new ImageRequest(base, repository, newTag, layers, splits, settings, access, caches);
    }

    public ImageRequest withSplits(Map<String, String> newSplits) {
        return new ImageRequest(base, repository, tag, layers, new TreeMap<>(newSplits), settings, access, caches);
    }

    public ImageRequest withSettings(ImageSettings newSettings) {
        return new ImageRequest(base, repository, tag, layers, splits, newSettings, access, caches);
    }

    public ImageRequest withLabels(Map<String, String> newLabels) {
        return withSettings(settings.withLabels(newLabels));
    }

    public ImageRequest withEnvironment(Map<String, String> newEnvironment) {
        return withSettings(settings.withEnvironment(newEnvironment));
    }

    public ImageRequest withUser(String newUser) {
        return withSettings(settings.withUser(newUser));
    }

    public ImageRequest withPlatforms(List<String> newPlatforms) {
        return withSettings(settings.withPlatforms(newPlatforms));
    }

    public ImageRequest withAccess(RegistryAccess newAccess) {
        return new ImageRequest(base, repository, tag, layers, splits, settings, newAccess, caches);
    }

    public ImageRequest withAllowInsecure(boolean newAllowInsecure) {
        return withAccess(access.withAllowInsecure(newAllowInsecure));
    }

    public ImageRequest withCaches(ImageCaches newCaches) {
        return new ImageRequest(base, repository, tag, layers, splits, settings, access, newCaches);
    }
}
