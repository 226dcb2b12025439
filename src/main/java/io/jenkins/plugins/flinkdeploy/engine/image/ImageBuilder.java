package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.JibEvent;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Builds the image of a job and pushes it, with no daemon and nothing installed. What the registry has already is not sent
 * again. May be used by several threads at the same time.
 */
public final class ImageBuilder {
    private static final Logger LOG = Logger.getLogger(ImageBuilder.class.getName());

    private final Predicate<String> loopback;

    public ImageBuilder() {
        this(References::isLoopback);
    }

    ImageBuilder(Predicate<String> loopback) {
        this.loopback = loopback;
    }

    /**
     * Builds and pushes.
     *
     * @throws UserException when a file, a name, a registry or the disk does not allow it; the image's tag is then as it
     *     was, because the registry learns of the image last
     * @throws InterruptedException when the thread is interrupted; transfers are cut off, the tag is as it was
     */
    public BuiltImage build(ImageRequest request, RegistryCredentials credentials, BuildLog log)
            throws InterruptedException {
        long start = System.nanoTime();
        References references = References.of(request);
        LayerPlan plan = LayerPlan.of(request.layers());
        Transfers transfers = new Transfers();
        JibContainer image = push(request, credentials, references, plan, transfers, log);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        BuiltImage built = new BuiltImage(
                request.repository(),
                request.tag(),
                image.getDigest().toString(),
                transfers
                        .baseDigest()
                        .or(() -> references.base().getDigest())
                        .orElseThrow(() -> new IllegalStateException("Jib did not tell the base image's digest")),
                transfers.pushedBytes(),
                transfers.skippedBytes(),
                duration);
        new BuildReport(log).write(request, transfers, built);
        return built;
    }

    private JibContainer push(
            ImageRequest request,
            RegistryCredentials credentials,
            References references,
            LayerPlan plan,
            Transfers transfers,
            BuildLog log)
            throws InterruptedException {
        Predicate<String> mayBeInsecure = registry -> request.allowInsecure() || loopback.test(registry);
        TrustGuard guard = new TrustGuard(mayBeInsecure, references.base().getDigest());
        boolean anyInsecure = mayBeInsecure.test(references.base().getRegistry())
                || mayBeInsecure.test(references.target().getRegistry());
        Failures failures = new Failures(references, transfers);
        ExecutorService threads = threads();
        try {
            Containerizer containerizer = Containerizer.to(image(references.target(), credentials, references))
                    .setExecutorService(threads)
                    .setBaseImageLayersCache(Path.of(request.caches().base()))
                    .setApplicationLayersCache(Path.of(request.caches().application()))
                    .setAllowInsecureRegistries(anyInsecure)
                    .setToolName("flink-deploy")
                    .addEventHandler(JibEvent.class, transfers)
                    .addEventHandler(LogEvent.class, ImageBuilder::toFineLog)
                    .addEventHandler(LogEvent.class, event -> tellOfRetries(event, log))
                    .addEventHandler(LogEvent.class, guard);
            return container(request, credentials, references, plan.jibLayers()).containerize(containerizer);
        } catch (IOException
                | RegistryException
                | ExecutionException
                | CacheDirectoryCreationException
                | TrustGuard.Refused e) {
            throw failures.explain(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static JibContainerBuilder container(
            ImageRequest request, RegistryCredentials credentials, References references, List<FileEntriesLayer> layers)
            throws IOException {
        JibContainerBuilder container =
                Jib.from(image(references.base(), credentials, references)).setFileEntriesLayers(layers);
        request.labels().forEach(container::addLabel);
        request.environment().forEach(container::addEnvironmentVariable);
        return container;
    }

    private static RegistryImage image(
            ImageReference reference, RegistryCredentials credentials, References references) {
        RegistryImage image = RegistryImage.named(reference);
        for (CredentialRetriever retriever :
                credentials.retrievers(reference, references.target().getRegistry())) {
            image.addCredentialRetriever(retriever);
        }
        return image;
    }

    /** Jib waits in some of its tasks for others, so the number of threads must not be limited. */
    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "flink-deploy-image-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Jib waits up to a minute between its attempts; the reader shall know why. */
    private static void tellOfRetries(LogEvent event, BuildLog log) {
        if (event.getLevel() == LogEvent.Level.WARN && event.getMessage().endsWith("will be retried")) {
            // What follows the question mark may be a registry's upload token.
            String line = "Image: " + event.getMessage().replaceFirst("\\?\\S*", "");
            synchronized (log) {
                log.line(line);
            }
        }
    }

    private static void toFineLog(LogEvent event) {
        LOG.log(Level.FINE, "{0}", event.getMessage());
    }
}
