package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.image.BuildLog;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import java.nio.file.Path;
import java.util.Optional;

/** Prepares an order where the job's files are in this process's reach. */
public final class LocalPreparer implements Preparer {
    private final ClusterDefinition cluster;
    private final Path root;
    private final RegistryCredentials credentials;
    private final ImageCaches caches;
    private final boolean allowInsecure;
    private final BuildLog log;
    private final CommitHistory history;
    /** A cluster of several resources has one image. */
    private Optional<Prepared.Image> built = Optional.empty();

    /** Prepares without knowing the history of the repository. */
    public LocalPreparer(
            ClusterDefinition cluster,
            Path root,
            RegistryCredentials credentials,
            ImageCaches caches,
            boolean allowInsecure,
            BuildLog log) {
        this(cluster, root, credentials, caches, allowInsecure, log, CommitHistory.UNKNOWN);
    }

    /**
     * @param root directory of the cluster file
     * @param allowInsecure whether plain HTTP is allowed for registries that are not on this host
     */
    public LocalPreparer(
            ClusterDefinition cluster,
            Path root,
            RegistryCredentials credentials,
            ImageCaches caches,
            boolean allowInsecure,
            BuildLog log,
            CommitHistory history) {
        this.cluster = cluster;
        this.root = root;
        this.credentials = credentials;
        this.caches = caches;
        this.allowInsecure = allowInsecure;
        this.log = log;
        this.history = history;
    }

    @Override
    public synchronized Prepared prepare(Order order) throws InterruptedException {
        Optional<JobImage> image = JobImage.of(cluster, order.provenance(), allowInsecure);
        if (image.isEmpty()) {
            return Rendering.withImage(cluster, order, cluster.existingImage().orElse(""));
        }
        if (order.dryRun()) {
            log.line("dry run: " + image.get().reference() + " would be built and pushed");
            return Rendering.withImage(cluster, order, image.get().reference());
        }
        if (built.isPresent()) {
            return Rendering.withBuiltImage(cluster, order, built.get());
        }
        Prepared prepared = Rendering.withBuiltImage(cluster, order, image.get().build(root, credentials, caches, log));
        built = prepared.image();
        return prepared;
    }

    /** Goes on with the image that was built for another resource of the cluster, before a restart of this process. */
    public synchronized void goOnWith(Prepared.Image image) {
        built = Optional.of(image);
    }

    @Override
    public CommitHistory history() {
        return history;
    }
}
