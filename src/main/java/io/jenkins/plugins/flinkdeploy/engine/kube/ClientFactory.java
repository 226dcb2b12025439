package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Builds the Kubernetes client for a context, with limits of our own and nothing from the environment. */
final class ClientFactory {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    /** As long as the API server itself waits for an admission webhook at most. */
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    /** Credential programs keep their own cache; the shortest tokens in use (EKS) live 15 minutes. */
    private static final Duration TOKEN_AGE = Duration.ofMinutes(5);

    private static final int THREADS = 4;

    private ClientFactory() {}

    static ClusterApi connect(ContextEntry context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The client finds its parts by service loader; in Jenkins the thread's own loader is that of some other
        // plugin.
        thread.setContextClassLoader(KubernetesClient.class.getClassLoader());
        ScheduledExecutorService pool = pool();
        boolean connected = false;
        try {
            Config config = config(context);
            KubernetesClient client = new KubernetesClientBuilder()
                    .withConfig(config)
                    .withTaskExecutor(pool)
                    .build();
            connected = true;
            return new Fabric8ClusterApi(client, pool, REQUEST_LIMIT, newCredentials(config));
        } catch (KubernetesClientException | IllegalArgumentException | UncheckedIOException e) {
            throw new UserException(
                    "The connection \"" + context.name() + "\" cannot be set up: " + e.getMessage() + ".",
                    "No cluster was contacted.",
                    "Check the certificates, keys and files that it names.",
                    e);
        } finally {
            if (!connected) {
                pool.shutdownNow();
            }
            thread.setContextClassLoader(before);
        }
    }

    private static BooleanSupplier newCredentials(Config config) {
        return config.getOauthTokenProvider() instanceof RenewedToken token ? token::renew : () -> false;
    }

    static Config config(ContextEntry context) {
        String kubeconfig = Json.write(context.toKubeconfig());
        ObjectNode user = context.user();
        checkAuthority(context);
        // Runs the credential program, where there is one.
        Config first = Config.fromKubeconfig(kubeconfig);
        ConfigBuilder builder = new ConfigBuilder(first);
        builder.withConnectionTimeout((int) CONNECT_LIMIT.toMillis());
        builder.withRequestTimeout((int) REQUEST_LIMIT.toMillis());
        // Repeating is for the caller to decide: a creation that was lost on the way back must not happen twice.
        builder.withRequestRetryBackoffLimit(0);
        builder.withWatchReconnectLimit(0);
        builder.withUserAgent("flink-deploy");
        if (user.hasNonNull("as")) {
            builder.withImpersonateUsername(user.path("as").asText());
            builder.withImpersonateGroups(
                    StreamSupport.stream(user.path("as-groups").spliterator(), false)
                            .map(JsonNode::asText)
                            .toArray(String[]::new));
        }
        tokens(context, first, kubeconfig).ifPresent(builder::withOauthTokenProvider);
        return builder.build();
    }

    /** Tokens that are renewed by reading a file or running a program again. */
    private static Optional<OAuthTokenProvider> tokens(ContextEntry context, Config first, String kubeconfig) {
        ObjectNode user = context.user();
        if (user.hasNonNull("tokenFile")) {
            Path file = Path.of(user.path("tokenFile").asText());
            return Optional.of(new RenewedToken(read(file), () -> read(file), TOKEN_AGE, System::nanoTime));
        }
        if (!user.hasNonNull("exec")) {
            return Optional.empty();
        }
        if (first.getAutoOAuthToken() != null) {
            Supplier<String> program = () -> Config.fromKubeconfig(kubeconfig).getAutoOAuthToken();
            return Optional.of(new RenewedToken(first.getAutoOAuthToken(), program, TOKEN_AGE, System::nanoTime));
        }
        if (first.getClientCertData() == null) {
            throw new UserException(
                    "The credential program \""
                            + user.path("exec").path("command").asText() + "\" of context \"" + context.name()
                            + "\" gave no credential.",
                    "No cluster was contacted.",
                    "Run it by hand, or 'kubectl --context " + context.name() + " version', to see why.");
        }
        return Optional.empty();
    }

    /** The client would take a text without certificates for "trust nobody", and every request would fail in the handshake. */
    private static void checkAuthority(ContextEntry context) {
        JsonNode data = context.cluster().path("certificate-authority-data");
        if (data.isTextual()) {
            byte[] pem = Base64.getMimeDecoder().decode(data.asText());
            try {
                if (!CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))
                        .isEmpty()) {
                    return;
                }
            } catch (CertificateException e) {
                throw new IllegalArgumentException("its CA certificate is not in PEM form", e);
            }
            throw new IllegalArgumentException("its CA certificate is empty");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScheduledExecutorService pool() {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "flink-deploy-cluster-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ClientFactory.class.getClassLoader());
            return thread;
        };
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS, threads);
        pool.setRemoveOnCancelPolicy(true);
        pool.setKeepAliveTime(30, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
