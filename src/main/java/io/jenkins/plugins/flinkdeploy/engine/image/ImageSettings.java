package io.jenkins.plugins.flinkdeploy.engine.image;

import io.jenkins.plugins.flinkdeploy.engine.definition.ImageOptions;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image says besides its files.
 *
 * @param labels labels added to those of the base image; a label that changes with every commit changes the digest too
 * @param environment variables added to those of the base image
 * @param user name or number, with {@code :group} or without; empty keeps that of the base image
 * @param platforms operating systems and architectures to choose from a base image for several, {@code linux/amd64}; an image
 *     for more than one is an index
 */
public record ImageSettings(
        SortedMap<String, String> labels, SortedMap<String, String> environment, String user, List<String> platforms)
        implements Serializable {
    /** Nothing but what the base image says. */
    public static final ImageSettings NONE = new ImageSettings(
            Collections.emptySortedMap(), Collections.emptySortedMap(), "", ImageOptions.NONE.platforms());

    public ImageSettings {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        Objects.requireNonNull(user, "user");
        if (platforms.isEmpty()) {
            throw new IllegalArgumentException("an image is for one platform at least");
        }
        platforms = List.copyOf(platforms);
    }

    public ImageSettings withLabels(Map<String, String> newLabels) {
        return new ImageSettings(new TreeMap<>(newLabels), environment, user, platforms);
    }

    public ImageSettings withEnvironment(Map<String, String> newEnvironment) {
        return new ImageSettings(labels, new TreeMap<>(newEnvironment), user, platforms);
    }

    public ImageSettings withUser(String newUser) {
        return new ImageSettings(labels, environment, newUser, platforms);
    }

    public ImageSettings withPlatforms(List<String> newPlatforms) {
        return new ImageSettings(labels, environment, user, newPlatforms);
    }
}
