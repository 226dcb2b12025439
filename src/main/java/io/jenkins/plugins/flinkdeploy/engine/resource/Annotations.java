package io.jenkins.plugins.flinkdeploy.engine.resource;

import java.util.List;

/** Annotations that say on the resource who deployed what. */
public final class Annotations {
    public static final String PREFIX = "flinkdeploy.jenkins.io/";

    /** Commit of the repository that was deployed. */
    public static final String COMMIT = PREFIX + "commit";
    /** When that commit was made, ISO 8601. */
    public static final String COMMIT_TIME = PREFIX + "commit-time";
    /** Address of the build that deployed. */
    public static final String BUILD_URL = PREFIX + "build-url";
    /** Digest of the image, {@code sha256:…}. */
    public static final String IMAGE_DIGEST = PREFIX + "image-digest";
    /** {@link RenderedResource#configHash()}. */
    public static final String CONFIG_HASH = PREFIX + "config-hash";
    /** {@link RenderedResource#contentHash()}. */
    public static final String CONTENT_HASH = PREFIX + "content-hash";
    /** The deployment that wrote the resource last. */
    public static final String DEPLOYMENT_ID = PREFIX + "deployment-id";
    /** Who deployed, as far as it is known. */
    public static final String DEPLOYED_BY = PREFIX + "deployed-by";

    /** The commit that was last rolled back; it is refused the next time. */
    public static final String ROLLED_BACK_COMMIT = PREFIX + "rolled-back-commit";

    /** The {@code upgradeMode} that a stopped job has when it is started again. */
    public static final String UPGRADE_MODE = PREFIX + "upgrade-mode";

    /** That the operator removes no savepoints of a stopped job, and did before. */
    public static final String CLEANUP_PAUSED = PREFIX + "cleanup-paused";

    /** Pages about the cluster, as JSON: name and address. */
    public static final String LINKS = PREFIX + "links";

    /** Every annotation that may differ between two deployments of the same thing. */
    static final List<String> PER_DEPLOYMENT = List.of(
            COMMIT, COMMIT_TIME, BUILD_URL, IMAGE_DIGEST, CONFIG_HASH, CONTENT_HASH, DEPLOYMENT_ID, DEPLOYED_BY);

    private Annotations() {}
}
