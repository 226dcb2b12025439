package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks a registry what it has under a name or digest. */
final class PushedManifests implements AutoCloseable {
    private final ImageReference target;
    private final Connections connections;
    private final RegistryDoor door;
    private final Failures failures;

    PushedManifests(
            References references,
            RegistryAccess access,
            Predicate<String> mayBeInsecure,
            RegistryCredentials credentials) {
        target = references.target();
        Transfers transfers = new Transfers();
        connections = new Connections(access.authorities().map(OwnTrust::context), transfers::failed);
        failures = new Failures(references, transfers);
        door = new RegistryDoor(
                connections,
                new TrustGuard(mayBeInsecure, Optional.empty()),
                mayBeInsecure.test(target.getRegistry()),
                credentials.retrievers(target, target.getRegistry()),
                event -> {});
    }

    /** The digest that a tag has; empty when there is no such tag or repository. */
    Optional<String> digest(String tag) {
        try {
            return Optional.of(door.ask(target, client -> client.pullManifest(tag))
                    .getDigest()
                    .toString());
        } catch (IOException | RegistryException | TrustGuard.Refused e) {
            if (Failures.status(e).filter(status -> status == 404).isPresent()) {
                return Optional.empty();
            }
            throw failures.explain(e);
        }
    }

    /**
     * The size of all blobs of an image.
     *
     * @throws UserException when the registry does not have it
     */
    long bytes(String digest) {
        try {
            ManifestAndDigest<ManifestTemplate> pushed = door.ask(target, client -> client.pullManifest(digest));
            if (pushed.getManifest() instanceof BuildableManifestTemplate manifest) {
                long config = manifest.getContainerConfiguration() == null
                        ? 0
                        : manifest.getContainerConfiguration().getSize();
                return config
                        + manifest.getLayers().stream()
                                .mapToLong(BuildableManifestTemplate.ContentDescriptorTemplate::getSize)
                                .sum();
            }
            return 0;
        } catch (IOException | RegistryException | TrustGuard.Refused e) {
            throw failures.explain(e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
