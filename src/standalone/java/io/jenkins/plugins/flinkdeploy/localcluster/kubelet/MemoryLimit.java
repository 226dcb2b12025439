package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Watches that a process keeps within the memory limit of its container. Without control groups the kernel does not do it.
 *
 * @param bytes the limit
 */
record MemoryLimit(OptionalLong bytes) {

    static MemoryLimit of(Container container) {
        if (container.getResources() == null || container.getResources().getLimits() == null) {
            return new MemoryLimit(OptionalLong.empty());
        }
        Quantity memory = container.getResources().getLimits().get("memory");
        return new MemoryLimit(
                memory == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(memory.getNumericalAmount().longValue()));
    }

    /** Whether the process and what it started use more memory now; false where that cannot be known. */
    boolean isExceededBy(OptionalLong pid) {
        if (bytes.isEmpty() || pid.isEmpty()) {
            return false;
        }
        Stream<ProcessHandle> all = ProcessHandle.of(pid.getAsLong()).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
        return all.mapToLong(process -> residentBytes(process.pid())).sum() > bytes.getAsLong();
    }

    private static long residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // The process has just ended, or this is no Linux.
            return 0;
        }
    }
}
