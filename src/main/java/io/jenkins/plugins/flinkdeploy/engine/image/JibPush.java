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
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Has Jib build and push the image of one request. May be run again: it goes on with what is not there yet. */
final class JibPush {
    private static final Logger LOG = Logger.getLogger(JibPush.class.getName());

    private final ImageRequest request;
    private final RegistryCredentials credentials;
    private final References references;
    private final Connections connections;
    private final Transfers transfers;
    private final ProgressBoard board;

    JibPush(
            ImageRequest request,
            RegistryCredentials credentials,
            References references,
            Connections connections,
            Transfers transfers,
            ProgressBoard board) {
        this.request = request;
        this.credentials = credentials;
        this.references = references;
        this.connections = connections;
        this.transfers = transfers;
        this.board = board;
    }

    JibContainer run(ImageReference base, List<FileLayer> layers, TrustGuard guard, Predicate<String> mayBeInsecure)
            throws IOException, RegistryException, ExecutionException, CacheDirectoryCreationException,
                    InterruptedException {
        boolean anyInsecure = mayBeInsecure.test(base.getRegistry())
                || mayBeInsecure.test(references.target().getRegistry());
        ExecutorService threads = threads();
        try {
            Containerizer containerizer = Containerizer.to(image(references.target()))
                    .setExecutorService(threads)
                    .setBaseImageLayersCache(Path.of(request.caches().base()))
                    .setApplicationLayersCache(Path.of(request.caches().application()))
                    .setAllowInsecureRegistries(anyInsecure)
                    .setToolName("flink-deploy")
                    .addEventHandler(JibEvent.class, transfers)
                    .addEventHandler(ProgressEvent.class, board)
                    .addEventHandler(LogEvent.class, JibPush::toFineLog)
                    .addEventHandler(LogEvent.class, guard);
            return new JibTransport(connections).containerize(container(base, LayerPlan.of(layers)), containerizer);
        } finally {
            threads.shutdownNow();
            // What Jib still had under way, which its threads do not end by themselves.
            connections.close();
        }
    }

    private JibContainerBuilder container(ImageReference base, LayerPlan plan) throws IOException {
        ImageSettings settings = request.settings();
        JibContainerBuilder container = Jib.from(image(base)).setFileEntriesLayers(plan.jibLayers());
        settings.labels().forEach(container::addLabel);
        settings.environment().forEach(container::addEnvironmentVariable);
        if (settings.platforms().size() > 1) {
            container.setPlatforms(settings.platforms().stream()
                    .map(platform -> platform.split("/", 2))
                    .map(parts -> new Platform(parts[1], parts[0]))
                    .collect(Collectors.toSet()));
        }
        if (!settings.user().isEmpty()) {
            container.setUser(settings.user());
        }
        return container;
    }

    private RegistryImage image(ImageReference reference) {
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
            Thread thread = new Thread(task, SecretRequests.THREADS + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void toFineLog(LogEvent event) {
        LOG.log(Level.FINE, "{0}", event.getMessage());
    }
}
