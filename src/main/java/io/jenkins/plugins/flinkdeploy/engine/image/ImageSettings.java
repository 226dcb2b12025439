package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.Serializable;
import java.util.Collections;
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
 * @param platform operating system and architecture to choose from a base image for several, {@code linux/amd64}
 */
public record ImageSettings(
        SortedMap<String, String> labels, SortedMap<String, String> environment, String user, String platform)
        implements Serializable {
    /** The platform that nearly all clusters have. */
    public static final String DEFAULT_PLATFORM = "linux/amd64";

    /** Nothing but what the base image says. */
    public static final ImageSettings NONE =
            new ImageSettings(Collections.emptySortedMap(), Collections.emptySortedMap(), "", DEFAULT_PLATFORM);

    public ImageSettings {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(platform, "platform");
    }

    public ImageSettings withLabels(Map<String, String> newLabels) {
        return new ImageSettings(new TreeMap<>(newLabels), environment, user, platform);
    }

    public ImageSettings withEnvironment(Map<String, String> newEnvironment) {
        return new ImageSettings(labels, new TreeMap<>(newEnvironment), user, platform);
    }

    public ImageSettings withUser(String newUser) {
        return new ImageSettings(labels, environment, newUser, platform);
    }

    public ImageSettings withPlatform(String newPlatform) {
        return new ImageSettings(labels, environment, user, newPlatform);
    }
}
