package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a cache below a size, by deleting what was not used for the longest time. All of it can be made or fetched again. */
final class CachePruner {
    /** Directories of a cache whose entries are whole things that can go one by one. */
    private static final List<String> KINDS = List.of("layers", "content", "wheels");

    /** @param used when it was used last */
    private record Entry(Path path, long bytes, FileTime used) {}

    private final Path cache;
    private final long limitBytes;

    CachePruner(Path cache, long limitBytes) {
        this.cache = cache;
        this.limitBytes = limitBytes;
    }

    /** Notes that layers were used now. */
    void touchLayers(Collection<String> digests) throws IOException {
        for (String digest : digests) {
            Path layer = cache.resolve("layers").resolve(digest.replaceFirst("^sha256:", ""));
            if (Files.isDirectory(layer)) {
                Files.setLastModifiedTime(layer, FileTime.fromMillis(System.currentTimeMillis()));
            }
        }
    }

    /** Deletes the oldest entries if the cache is too large and no build uses it. */
    void prune() throws IOException {
        CacheLease.whenUnused(cache, () -> {
            List<Entry> entries = entries();
            long bytes = entries.stream().mapToLong(Entry::bytes).sum();
            for (Entry entry : entries) {
                if (bytes <= limitBytes) {
                    break;
                }
                delete(entry.path());
                bytes -= entry.bytes();
            }
        });
    }

    /** The one that was not used for the longest time comes first. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String kind : KINDS) {
            Path directory = cache.resolve(kind);
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (Stream<Path> paths = Files.list(directory)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                    entries.add(new Entry(
                            path,
                            size(path),
                            attributes.isDirectory() ? attributes.lastModifiedTime() : attributes.lastAccessTime()));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        return entries;
    }

    private static long size(Path path) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
        }
        return bytes;
    }

    private static void delete(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException gone) {
            return;
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
