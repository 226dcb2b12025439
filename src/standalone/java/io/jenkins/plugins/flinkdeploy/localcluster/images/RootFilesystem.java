package io.jenkins.plugins.flinkdeploy.localcluster.images;

import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Lays unpacked layers over each other by hard links, with the whiteouts of the OCI image specification. */
final class RootFilesystem {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final Path root;

    RootFilesystem(Path root) {
        this.root = root;
    }

    /** Adds a layer above those that are there. */
    void add(Path layer) throws IOException {
        // A layer's whiteouts hide what is below it, never what it brings itself, so they go first.
        Files.walkFileTree(layer, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                hide(layer.relativize(file));
                return FileVisitResult.CONTINUE;
            }
        });
        Files.walkFileTree(layer, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path target = root.resolve(layer.relativize(directory).toString());
                if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(target);
                    Files.createDirectories(target);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                link(file, root.resolve(layer.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void hide(Path entry) throws IOException {
        String name = Paths.name(entry);
        Path parent = Paths.parent(root.resolve(entry));
        if (name.equals(OPAQUE)) {
            for (Path child : Trees.children(parent)) {
                Trees.delete(child);
            }
        } else if (name.startsWith(WHITEOUT)) {
            Trees.delete(parent.resolve(name.substring(WHITEOUT.length())));
        }
    }

    private static void link(Path file, Path target) throws IOException {
        if (Paths.name(file).startsWith(WHITEOUT)) {
            return;
        }
        Trees.delete(target);
        if (Files.isSymbolicLink(file)) {
            Files.createSymbolicLink(target, Files.readSymbolicLink(file));
        } else {
            Files.createLink(target, file);
        }
    }

    /** Makes the file system of these layers, lowest first. */
    static void assemble(Path root, List<Path> layers) throws IOException {
        RootFilesystem filesystem = new RootFilesystem(root);
        Files.createDirectories(root);
        for (Path layer : layers) {
            filesystem.add(layer);
        }
    }
}
