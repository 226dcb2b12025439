package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which paths of a container stand for which paths of this machine. */
final class ContainerPaths {
    /** Directories that the machine has itself; what an image brings there is for its own operating system. */
    private static final Set<String> SYSTEM = Set.of(
            "bin", "boot", "dev", "etc", "home", "lib", "lib32", "lib64", "media", "mnt", "proc", "root", "run", "sbin",
            "srv", "sys", "tmp", "usr", "var");

    private ContainerPaths() {}

    /**
     * The image's own directories, Flink's log directory and the container's mounts, which hide what the image has there.
     *
     * @param root the image's file system
     */
    static PathRewriter rewriter(Path root, Container container, Volumes volumes, PodDirectory directory)
            throws IOException {
        Map<String, Path> paths = new TreeMap<>();
        for (Path top : children(root)) {
            String name = Paths.name(top);
            if (name.equals("opt")) {
                // The machine may have an /opt of its own, so only what the image has in it is taken.
                children(top).forEach(child -> paths.put("/opt/" + Paths.name(child), child));
            } else if (!SYSTEM.contains(name)) {
                paths.put("/" + name, top);
            }
        }
        paths.put(FlinkCommand.HOME + "/log", directory.flinkLogs(container.getName()));
        paths.putAll(volumes.mounts(container));
        // A volume mounted where this machine has the very same directory needs no rewriting.
        paths.entrySet()
                .removeIf(entry -> entry.getKey().equals(entry.getValue().toString()));
        return new PathRewriter(paths);
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }
}
