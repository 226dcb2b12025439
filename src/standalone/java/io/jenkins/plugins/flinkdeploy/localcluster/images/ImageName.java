package io.jenkins.plugins.flinkdeploy.localcluster.images;

import java.util.regex.Pattern;

/**
 * An image as a pod names it, in full.
 *
 * @param registry host and port, for instance {@code 127.0.0.1:5000}
 * @param repository for instance {@code library/flink}
 * @param reference a tag, or a digest such as {@code sha256:...}
 */
record ImageName(String registry, String repository, String reference) {
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9]+([._/-]+[a-z0-9]+)*");
    private static final Pattern REFERENCE = Pattern.compile("\\w[\\w.-]{0,127}|sha256:[0-9a-f]{64}");

    /**
     * Reads a name; without a tag it means {@code latest}.
     *
     * @throws PullException when it is not a name of an image, or names no registry: a node without credentials cannot pull
     *     from the public ones that short names stand for
     */
    static ImageName parse(String text) throws PullException {
        int at = text.indexOf('@');
        String beforeDigest = at < 0 ? text : text.substring(0, at);
        int slash = beforeDigest.indexOf('/');
        String first = slash < 0 ? "" : beforeDigest.substring(0, slash);
        boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        String path = hasRegistry ? beforeDigest.substring(slash + 1) : beforeDigest;
        int colon = path.lastIndexOf(':');
        String repository = colon < 0 ? path : path.substring(0, colon);
        String tag = colon < 0 ? "latest" : path.substring(colon + 1);
        String reference = at < 0 ? tag : text.substring(at + 1);
        if (!REPOSITORY.matcher(repository).matches()
                || !REFERENCE.matcher(reference).matches()) {
            throw new PullException(PullException.INVALID_NAME, "couldn't parse image reference \"" + text + "\"");
        }
        if (!hasRegistry) {
            throw new PullException(
                    PullException.FAILED,
                    "failed to pull image \"" + text
                            + "\": the name has no registry in it; the local cluster pulls from its own registry, whose address"
                            + " stands before the image's name");
        }
        return new ImageName(first, repository, reference);
    }

    boolean isDigest() {
        return reference.startsWith("sha256:");
    }

    /** Where its registry's API is; registries on this machine are spoken to without TLS. */
    String endpoint() {
        String host = registry.replaceFirst(":\\d+$", "");
        if (host.equals("localhost") || host.startsWith("127.")) {
            return "http://" + registry;
        }
        return "https://" + registry;
    }

    @Override
    public String toString() {
        return registry + "/" + repository + (isDigest() ? "@" : ":") + reference;
    }
}
