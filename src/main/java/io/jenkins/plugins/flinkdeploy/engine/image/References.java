package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.Locale;

/** The two image names of a request, checked before anything is read or sent. */
record References(ImageReference base, ImageReference target) {
    private static final String UNTOUCHED = "No image was built or pushed; the running job was not touched.";

    static References of(ImageRequest request) {
        ImageReference base = parse("base image", request.base());
        if (base.isScratch()) {
            throw new UserException(
                    "The base image is \"scratch\", which has no Flink in it.",
                    UNTOUCHED,
                    "Name a Flink image, for instance flink:1.20-java17.");
        }
        ImageReference repository = parse("image repository", request.repository());
        if (request.repository().replaceFirst(".*/", "").matches(".*[:@].*")) {
            throw new UserException(
                    "The image repository \"" + request.repository() + "\" has a tag or digest.",
                    UNTOUCHED,
                    "Give registry and repository only; the tag is set apart from it.");
        }
        if (!ImageReference.isValidTag(request.tag())) {
            throw new UserException(
                    "\"" + request.tag() + "\" is not a valid image tag.",
                    UNTOUCHED,
                    "A tag has up to 128 letters, digits, dots, dashes and underscores and begins with none of the two.");
        }
        return new References(
                base, ImageReference.of(repository.getRegistry(), repository.getRepository(), request.tag()));
    }

    /** Whether a registry's host, with or without a port, is this machine by its name or number. */
    static boolean isLoopback(String registry) {
        String host = registry.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static ImageReference parse(String what, String text) {
        try {
            return ImageReference.parse(text);
        } catch (InvalidImageReferenceException e) {
            throw new UserException(
                    "The " + what + " \"" + text + "\" is not a valid image reference.",
                    UNTOUCHED,
                    "It is written host:port/path/name, in lower case, with :tag or @sha256:… for a base image.",
                    e);
        }
    }
}
