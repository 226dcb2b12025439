package io.jenkins.plugins.flinkdeploy.engine.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The labels that the Open Container Initiative has agreed on, as far as a build knows them. */
public final class ImageLabels {
    private static final String PREFIX = "org.opencontainers.image.";

    private final SortedMap<String, String> labels = new TreeMap<>();

    /** Where the source is. A user and password in the address are left out. */
    public ImageLabels source(Optional<String> address) {
        address.map(ImageLabels::withoutUser).ifPresent(text -> labels.put(PREFIX + "source", text));
        return this;
    }

    /**
     * The commit. It is part of the image: with it, each commit has another digest, and each deployment restarts its job even
     * if nothing that runs has changed.
     */
    public ImageLabels commit(Optional<String> commit) {
        commit.ifPresent(text -> labels.put(PREFIX + "revision", text));
        return this;
    }

    /** The address of the build; as {@link #commit}, it gives each build another digest. */
    public ImageLabels build(Optional<String> address) {
        address.ifPresent(text -> labels.put(PREFIX + "url", text));
        return this;
    }

    public SortedMap<String, String> toMap() {
        return new TreeMap<>(labels);
    }

    private static String withoutUser(String address) {
        try {
            URI uri = new URI(address);
            return uri.getRawUserInfo() == null
                    ? address
                    : address.replaceFirst(Pattern.quote(uri.getRawUserInfo() + "@"), "");
        } catch (URISyntaxException e) {
            // The short form of SSH addresses, user@host:path, which has no password.
            return address;
        }
    }
}
