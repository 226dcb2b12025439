package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibEvent;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks the registry of one image for something, first without credentials as anybody may, then with them. */
final class RegistryDoor {
    private static final Logger LOG = Logger.getLogger(RegistryDoor.class.getName());

    /** A question to a registry. */
    @FunctionalInterface
    interface Question<T> {
        T ask(RegistryClient client) throws IOException, RegistryException;
    }

    private final Connections connections;
    private final TrustGuard guard;
    private final boolean mayBeInsecure;
    private final List<CredentialRetriever> credentials;
    private final Consumer<? super JibEvent> listener;

    /** @param mayBeInsecure whether plain HTTP is allowed for this registry */
    RegistryDoor(
            Connections connections,
            TrustGuard guard,
            boolean mayBeInsecure,
            List<CredentialRetriever> credentials,
            Consumer<? super JibEvent> listener) {
        this.connections = connections;
        this.guard = guard;
        this.mayBeInsecure = mayBeInsecure;
        this.credentials = credentials;
        this.listener = listener;
    }

    <T> T ask(ImageReference image, Question<T> question) throws IOException, RegistryException {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        thread.setName(SecretRequests.THREADS + name);
        try {
            return askUnlogged(image, question);
        } finally {
            thread.setName(name);
        }
    }

    private <T> T askUnlogged(ImageReference image, Question<T> question) throws IOException, RegistryException {
        EventHandlers events =
                EventHandlers.builder().add(LogEvent.class, this::log).build();
        // The client may fall back to plain HTTP, but is stopped by the guard before it does so where it must not.
        FailoverHttpClient http = connections.equip(new FailoverHttpClient(true, false, this::log));
        RegistryClient.Factory factory = RegistryClient.factory(
                        events, image.getRegistry(), image.getRepository(), http)
                .setUserAgent("flink-deploy");
        try {
            return question.ask(factory.newRegistryClient());
        } catch (RegistryUnauthorizedException e) {
            String how = e.getHttpResponseException().getHeaders().getAuthenticate();
            if (how == null) {
                throw e;
            }
            requireTls(image, how);
            RegistryClient client =
                    factory.setCredential(credential().orElse(null)).newRegistryClient();
            client.authPullByWwwAuthenticate(how);
            return question.ask(client);
        } finally {
            http.shutDown();
        }
    }

    /** A registry may send us elsewhere for a token, but not without TLS. */
    private void requireTls(ImageReference image, String how) {
        if (!mayBeInsecure && how.toLowerCase(Locale.ROOT).contains("realm=\"http:")) {
            throw new TrustGuard.Refused(true, image.getRegistry());
        }
    }

    private Optional<Credential> credential() throws IOException {
        try {
            for (CredentialRetriever retriever : credentials) {
                Optional<Credential> credential = retriever.retrieve();
                if (credential.isPresent()) {
                    return credential;
                }
            }
            return Optional.empty();
        } catch (CredentialRetrievalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void log(LogEvent event) {
        LOG.log(Level.FINE, "{0}", event.getMessage());
        listener.accept(event);
        guard.accept(event);
    }
}
