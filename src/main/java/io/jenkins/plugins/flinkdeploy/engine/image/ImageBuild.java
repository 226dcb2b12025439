package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One build, from the request to the digest. */
final class ImageBuild {
    private static final Logger LOG = Logger.getLogger(ImageBuild.class.getName());

    private final ImageRequest request;
    private final RegistryCredentials credentials;
    private final Predicate<String> mayBeInsecure;
    private final Attempts attempts;
    private final Transfers transfers;
    private final BuildLog log;
    private final BuildProgress progress;
    private final References references;
    private final Connections connections;

    ImageBuild(
            ImageRequest request,
            RegistryCredentials credentials,
            Predicate<String> mayBeInsecure,
            Attempts attempts,
            Transfers transfers,
            BuildLog log,
            BuildProgress progress) {
        this.request = request;
        this.credentials = credentials;
        this.mayBeInsecure = mayBeInsecure;
        this.attempts = attempts;
        this.transfers = transfers;
        this.log = log;
        this.progress = progress;
        references = References.of(request);
        connections = new Connections(request.access().authorities().map(OwnTrust::context), transfers::failed);
    }

    BuiltImage run() throws InterruptedException {
        ImageCaches caches = request.caches();
        BuiltImage built;
        try {
            CacheLease lease = CacheLease.take(List.of(Path.of(caches.base()), Path.of(caches.application())));
            try {
                built = build();
            } finally {
                connections.close();
                lease.close();
            }
        } catch (IOException
                | RegistryException
                | ExecutionException
                | CacheDirectoryCreationException
                | TrustGuard.Refused e) {
            throw new Failures(references, caches, transfers).explain(e);
        }
        prune(caches.base());
        prune(caches.application());
        return built;
    }

    private BuiltImage build()
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        long start = System.nanoTime();
        List<FileLayer> layers;
        BaseImages.Resolved base;
        try (Beside<BaseImages.Resolved> question = new Beside<>(this::resolve)) {
            layers = new Staging(request.caches().content(), request.splits(), log).stage(request.layers());
            base = question.answer();
        }
        JibContainer image = push(base, layers);
        BuiltImage built = new BuiltImage(
                request.repository(),
                request.tag(),
                image.getDigest().toString(),
                base.announced(),
                transfers.pushedBytes(),
                transfers.skippedBytes(),
                Duration.ofNanos(System.nanoTime() - start));
        new BuildReport(log).write(request.base(), layers, transfers, built);
        return built;
    }

    private BaseImages.Resolved resolve()
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        List<String> platforms = request.settings().platforms();
        BaseImages bases = bases();
        try {
            return attempts.run(() -> {
                BaseImages.Resolved resolved = bases.resolve(references.base(), platforms);
                transfers.contact();
                return resolved;
            });
        } catch (IOException e) {
            Optional<BaseImages.Resolved> known = bases.lastKnown(references.base(), platforms);
            if (known.isEmpty()) {
                throw e;
            }
            log.line("Image: the registry of the base image cannot be asked ("
                    + Failures.status(e).map(status -> "HTTP status " + status).orElseGet(() -> Failures.message(e))
                    + "); going on with what " + request.base() + " was when it was asked last, "
                    + known.get().announced());
            return known.get();
        }
    }

    private JibContainer push(BaseImages.Resolved base, List<FileLayer> layers)
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        JibPush push =
                new JibPush(request, credentials, references, connections, transfers, new ProgressBoard(progress));
        TrustGuard guard = new TrustGuard(mayBeInsecure, base.pinned().getDigest());
        Attempts.Call<JibContainer> once = () -> push.run(base.pinned(), layers, guard, mayBeInsecure);
        try {
            return attempts.run(once);
        } catch (RegistryUnauthorizedException e) {
            // Jib asks for the layers of a base image without credentials when it has its manifest already.
            boolean ofBase = e.getImageReference().equals(Failures.plain(references.base()));
            if (!ofBase || !bases().forgetManifest(base.pinned())) {
                throw e;
            }
            return attempts.run(once);
        }
    }

    private BaseImages bases() {
        String registry = references.base().getRegistry();
        return new BaseImages(
                Path.of(request.caches().base()),
                new RegistryDoor(
                        connections,
                        new TrustGuard(mayBeInsecure, Optional.empty()),
                        mayBeInsecure.test(registry),
                        credentials.retrievers(
                                references.base(), references.target().getRegistry()),
                        transfers));
    }

    /** The image is in the registry by now, so a cache that is too large must not make the build fail. */
    private void prune(String cache) {
        try {
            CachePruner pruner = new CachePruner(Path.of(cache), ImageCaches.LIMIT_BYTES);
            pruner.touchLayers(transfers.digests());
            pruner.prune();
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "The image cache " + cache + " could not be pruned");
        }
    }
}
