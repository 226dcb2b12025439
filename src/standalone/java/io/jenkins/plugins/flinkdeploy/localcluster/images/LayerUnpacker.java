package io.jenkins.plugins.flinkdeploy.localcluster.images;

import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Writes the entries of one layer (a tar archive, gzip or plain) below a directory, whiteout markers as ordinary files. */
final class LayerUnpacker {
    private final Path root;

    LayerUnpacker(Path root) {
        this.root = root;
    }

    /**
     * @throws IOException when the archive is damaged or an entry would leave the directory
     */
    void unpack(InputStream layer) throws IOException {
        InputStream archive = decompressed(layer);
        // Not closed here: whoever opened the layer still reads its last bytes to know its digest.
        TarArchiveInputStream tar = new TarArchiveInputStream(archive);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            write(entry, tar);
        }
        archive.transferTo(OutputStream.nullOutputStream());
    }

    private static InputStream decompressed(InputStream layer) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(layer, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GzipCompressorInputStream(buffered, true) : buffered;
    }

    private void write(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        Path target = inside(entry.getName());
        if (target.equals(root)) {
            return;
        }
        if (entry.isDirectory()) {
            Files.createDirectories(realParent(target).resolve(Paths.name(target)));
            return;
        }
        Files.createDirectories(realParent(target));
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, inside(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            permit(target, entry.getMode());
        }
        // Devices and pipes have no meaning for a process that runs on the machine itself.
    }

    private Path inside(String name) throws IOException {
        String relative = name.replaceFirst("^(\\./|/)+", "");
        Path target = root.resolve(relative.isEmpty() ? "." : relative).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The layer's entry '" + name + "' lies outside the image");
        }
        return target;
    }

    /** The parent directory, which must not lead out of the image over a symbolic link of the same layer. */
    private Path realParent(Path target) throws IOException {
        Path parent = Paths.parent(target);
        for (Path step = parent; !step.equals(root); step = Paths.parent(step)) {
            if (Files.isSymbolicLink(step)) {
                throw new IOException("The layer's entry '" + root.relativize(target) + "' lies below a symbolic link");
            }
        }
        if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(parent)) {
            Files.delete(parent);
        }
        return parent;
    }

    private static void permit(Path file, int mode) throws IOException {
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((mode & 0111) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        Files.setPosixFilePermissions(file, permissions);
    }
}
