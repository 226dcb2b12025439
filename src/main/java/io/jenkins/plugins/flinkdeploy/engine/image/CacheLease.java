package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Says that a build uses a cache, by a lock on a file of its own: so the cache is not pruned under it, neither by this
 * process nor by another, and a build that was killed leaves nothing that holds.
 */
final class CacheLease implements AutoCloseable {
    private static final String USERS = "users";
    private static final String PRUNING = "pruning";
    private static final long PAUSE_MILLIS = 50;

    private final List<Path> files = new ArrayList<>();
    private final List<FileChannel> channels = new ArrayList<>();

    private CacheLease() {}

    /** Waits while one of the caches is being pruned, which takes moments. */
    static CacheLease take(List<Path> caches) throws IOException, InterruptedException {
        CacheLease lease = new CacheLease();
        for (Path cache : caches) {
            Path users = Files.createDirectories(cache.resolve(USERS));
            try (FileChannel gate = open(cache.resolve(PRUNING))) {
                while (tryLock(gate).isEmpty()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                Path file = users.resolve(UUID.randomUUID().toString());
                FileChannel channel = open(file);
                lease.files.add(file);
                lease.channels.add(channel);
                channel.lock();
            }
        }
        return lease;
    }

    /** Does something to a cache that nobody uses; does nothing when somebody does. */
    static void whenUnused(Path cache, IoAction action) throws IOException {
        Path users = Files.createDirectories(cache.resolve(USERS));
        try (FileChannel gate = open(cache.resolve(PRUNING))) {
            if (tryLock(gate).isPresent() && !isUsed(users)) {
                action.run();
            }
        }
    }

    private static boolean isUsed(Path users) throws IOException {
        List<Path> leases;
        try (Stream<Path> files = Files.list(users)) {
            leases = files.toList();
        }
        for (Path lease : leases) {
            try (FileChannel channel = open(lease)) {
                if (tryLock(channel).isEmpty()) {
                    return true;
                }
            }
            Files.deleteIfExists(lease);
        }
        return false;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Within one process a taken lock is an exception, between two it is null. */
    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException taken) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** Something that touches files. */
    @FunctionalInterface
    interface IoAction {
        void run() throws IOException;
    }
}
