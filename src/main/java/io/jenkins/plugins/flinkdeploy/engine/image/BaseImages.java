package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.ManifestListTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which manifest a base image's name means today, and checks that what the registry sends has the digests that
 * were asked for: Jib does that for layers, not for manifests. What it learned it keeps, for hours when the registry is away.
 */
final class BaseImages {
    /**
     * @param announced the digest of what the name means; of a list when the image is there for several platforms
     * @param pinned the manifest for the platform, by its digest; the list for several platforms
     */
    record Resolved(String announced, ImageReference pinned) {}

    private static final String NAMES = "names";

    private final Path cache;
    private final RegistryDoor door;

    BaseImages(Path cache, RegistryDoor door) {
        this.cache = cache;
        this.door = door;
    }

    /** Asks the registry, but only for what may have changed: nothing when a digest was named that is here already. */
    Resolved resolve(ImageReference base, List<String> platforms) throws IOException, RegistryException {
        Optional<Resolved> known = lastKnown(base, platforms);
        if (known.isPresent() && base.getDigest().isPresent()) {
            return known.get();
        }
        Resolved resolved = door.ask(base, client -> {
            ManifestAndDigest<ManifestTemplate> top = client.pullManifest(base.getQualifier());
            String announced = top.getDigest().toString();
            requireDigest(base.getDigest(), announced);
            if (known.isPresent() && known.get().announced().equals(announced)) {
                return known.get();
            }
            if (!(top.getManifest() instanceof ManifestListTemplate list)) {
                requireOne(base, platforms);
                return new Resolved(announced, pinned(base, announced));
            }
            String digest = announced;
            for (String platform : platforms) {
                digest = choose(base, list, platform);
                requireDigest(
                        Optional.of(digest),
                        client.pullManifest(digest).getDigest().toString());
            }
            return new Resolved(announced, pinned(base, platforms.size() == 1 ? digest : announced));
        });
        remember(base, platforms, resolved);
        return resolved;
    }

    /** What the name meant when the registry was asked last, if that manifest is still in the cache. */
    Optional<Resolved> lastKnown(ImageReference base, List<String> platforms) throws IOException {
        Path file = memory(base, platforms);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        ImageReference pinned = pinned(base, lines.get(1));
        return Files.isDirectory(manifests(pinned))
                ? Optional.of(new Resolved(lines.get(0), pinned))
                : Optional.empty();
    }

    /** Lets Jib ask for a manifest again, with credentials, which it leaves out for the layers of a cached one. */
    boolean forgetManifest(ImageReference pinned) throws IOException {
        return Files.deleteIfExists(manifests(pinned).resolve("manifests_configs.json"));
    }

    /** Where Jib keeps the manifest of an image. */
    private Path manifests(ImageReference image) {
        return cache.resolve("images")
                .resolve(image.toStringWithQualifier().replace(':', '!').replace('@', '!'));
    }

    private void remember(ImageReference base, List<String> platforms, Resolved resolved) throws IOException {
        Path file = memory(base, platforms);
        Path draft = new ContentStore(cache.resolve(NAMES)).draft();
        Files.write(
                draft,
                List.of(resolved.announced(), resolved.pinned().getDigest().orElseThrow(), key(base, platforms)));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path memory(ImageReference base, List<String> platforms) {
        return cache.resolve(NAMES).resolve(ContentStore.digest(key(base, platforms)));
    }

    private static String key(ImageReference base, List<String> platforms) {
        return base.toStringWithQualifier() + " " + String.join(" ", platforms);
    }

    private static ImageReference pinned(ImageReference base, String digest) {
        return ImageReference.of(base.getRegistry(), base.getRepository(), null, digest);
    }

    private static void requireDigest(Optional<String> wanted, String sent) {
        if (wanted.isPresent() && !wanted.get().equals(sent)) {
            throw new TrustGuard.Refused(false, sent);
        }
    }

    private static void requireOne(ImageReference base, List<String> platforms) {
        if (platforms.size() > 1) {
            throw new UserException(
                    "The base image " + base + " is for one platform, and the image is to be for "
                            + String.join(", ", platforms) + ".",
                    "No image was built or pushed; the running job was not touched.",
                    "Choose a base image for these platforms, or keep one platform.");
        }
    }

    private static String choose(ImageReference base, ManifestListTemplate list, String platform) {
        String[] parts = platform.split("/", 2);
        List<String> digests = parts.length == 2 ? list.getDigestsForPlatform(parts[1], parts[0]) : List.of();
        if (digests.isEmpty()) {
            throw new UserException(
                    "The base image " + base + " is not there for " + platform + ".",
                    "No image was built or pushed; the running job was not touched.",
                    "Choose another base image or platform; a platform is written linux/amd64.");
        }
        return digests.get(0);
    }
}
