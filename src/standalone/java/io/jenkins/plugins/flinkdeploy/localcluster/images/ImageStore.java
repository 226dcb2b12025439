package io.jenkins.plugins.flinkdeploy.localcluster.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pulls images into a content-addressed directory: {@code layers/HEX} holds the files of one layer, {@code images/HEX} the
 * root file system of one image, made of hard links into the layers. Several clusters may share the directory.
 */
public final class ImageStore {
    private final Path directory;
    private final RegistryClient registry = new RegistryClient();
    private final Map<String, UnpackedImage> pulled = new ConcurrentHashMap<>();

    public ImageStore(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /**
     * Removes images and layers that no cluster has used for a while.
     *
     * @param unused for how long
     */
    public void prune(Duration unused) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(unused));
        for (String kind : List.of("drafts", "images", "layers")) {
            for (Path entry : Trees.children(directory.resolve(kind))) {
                if (Files.getLastModifiedTime(entry).compareTo(limit) < 0) {
                    Trees.delete(entry);
                }
            }
        }
    }

    private static void markUsed(Path entry) throws IOException {
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    }

    /** The image as it was pulled before under this very name, without asking the registry. */
    public Optional<UnpackedImage> present(String image) {
        return Optional.ofNullable(pulled.get(image));
    }

    /**
     * Fetches what is not there yet and lays out the image's files.
     *
     * @param image the name as a pod has it, with tag or digest
     * @throws PullException with the reason and message for the container's status
     */
    public UnpackedImage pull(String image) throws PullException {
        ImageName name = ImageName.parse(image);
        ImageManifest manifest = registry.manifest(name);
        try {
            UnpackedImage unpacked = unpack(name, manifest);
            pulled.put(image, unpacked);
            return unpacked;
        } catch (IOException e) {
            throw new PullException("failed to pull and unpack image \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private UnpackedImage unpack(ImageName name, ImageManifest manifest) throws IOException, PullException {
        JsonNode config = Json.read(new String(readBlob(name, manifest.config()), StandardCharsets.UTF_8));
        Path root = directory.resolve("images").resolve(hex(manifest.digest()));
        if (!Files.isDirectory(root)) {
            List<Path> layers = new ArrayList<>();
            for (String layer : manifest.layers()) {
                layers.add(layer(name, layer));
            }
            Path draft = draft();
            RootFilesystem.assemble(draft, layers);
            publish(draft, root);
        }
        markUsed(root);
        long bytes = 0;
        for (JsonNode layer : manifest.tree().path("layers")) {
            bytes += layer.path("size").asLong();
        }
        String id = name.registry() + "/" + name.repository() + "@" + manifest.digest();
        return new UnpackedImage(id, root, config.path("config"), bytes);
    }

    private Path layer(ImageName name, String digest) throws IOException, PullException {
        Path layer = directory.resolve("layers").resolve(hex(digest));
        if (!Files.isDirectory(layer)) {
            Path draft = draft();
            DigestInputStream blob = new DigestInputStream(registry.blob(name, digest), Digests.newSha256());
            try (blob) {
                new LayerUnpacker(draft).unpack(blob);
                blob.transferTo(OutputStream.nullOutputStream());
                check(digest, Digests.name(blob.getMessageDigest().digest()));
            } catch (IOException | RuntimeException e) {
                Trees.delete(draft);
                throw e;
            }
            publish(draft, layer);
        }
        markUsed(layer);
        return layer;
    }

    private byte[] readBlob(ImageName name, String digest) throws IOException, PullException {
        try (InputStream blob = registry.blob(name, digest)) {
            byte[] bytes = blob.readAllBytes();
            check(digest, Digests.sha256(bytes));
            return bytes;
        }
    }

    private static void check(String expected, String actual) throws IOException {
        if (!expected.equals(actual)) {
            throw new IOException("unexpected digest " + actual + " of blob " + expected);
        }
    }

    private Path draft() throws IOException {
        Path drafts = directory.resolve("drafts");
        Files.createDirectories(drafts);
        return Files.createTempDirectory(drafts, "draft");
    }

    /** Another pull, maybe of another cluster, may have been quicker; its result is as good. */
    private static void publish(Path draft, Path target) throws IOException {
        Files.createDirectories(Paths.parent(target));
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            Trees.delete(draft);
        }
    }

    private static String hex(String digest) {
        return digest.substring(digest.indexOf(':') + 1);
    }
}
