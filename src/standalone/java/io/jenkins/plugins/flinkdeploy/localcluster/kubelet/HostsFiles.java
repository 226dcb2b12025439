package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cluster DNS as hosts files: the names of Services with the address of a pod behind each. Ports must be the same on both sides,
 * as they are in Flink's native mode.
 */
final class HostsFiles {
    private static final Path OF_THE_MACHINE = Path.of("/etc/hosts");

    private HostsFiles() {}

    /** The lines that every process of the cluster needs. */
    static String services(List<Service> services, List<Pod> pods) {
        return services.stream()
                .sorted(Comparator.comparing(HostsFiles::qualified))
                .flatMap(service -> backend(service, pods).map(address -> line(address, service)).stream())
                .collect(Collectors.joining());
    }

    /** The whole file for a process that calls this address its own. */
    static String file(String ownAddress, String hostName, String services) throws IOException {
        return ownAddress + " localhost " + hostName + " " + machineName() + "\n" + services + machine();
    }

    /** Puts the text in place at once, so that no reader sees half of it. */
    static void write(Path file, String text) throws IOException {
        try {
            if (Files.readString(file).equals(text)) {
                return;
            }
        } catch (NoSuchFileException e) {
            Files.createDirectories(Paths.parent(file));
        }
        Path draft = Files.createTempFile(Paths.parent(file), "hosts", "");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<String> backend(Service service, List<Pod> pods) {
        Map<String, String> selector = service.getSpec().getSelector();
        if (selector == null || selector.isEmpty()) {
            return Optional.empty();
        }
        return pods.stream()
                .filter(pod -> pod.getMetadata()
                        .getNamespace()
                        .equals(service.getMetadata().getNamespace()))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> labels(pod).entrySet().containsAll(selector.entrySet()))
                .filter(pod -> pod.getStatus() != null && pod.getStatus().getPodIP() != null)
                // Of several the youngest: the one before it is on its way out.
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .map(pod -> pod.getStatus().getPodIP());
    }

    private static Map<String, String> labels(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    }

    private static String qualified(Service service) {
        return service.getMetadata().getName() + "." + service.getMetadata().getNamespace();
    }

    private static String line(String address, Service service) {
        String qualified = qualified(service);
        return String.join(
                        " ",
                        address,
                        service.getMetadata().getName(),
                        qualified,
                        qualified + ".svc",
                        qualified + ".svc.cluster.local")
                + "\n";
    }

    private static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine that does not know its own name; then nobody asks for it either.
            return "machine";
        }
    }

    private static String machine() throws IOException {
        if (!Files.isReadable(OF_THE_MACHINE)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(OF_THE_MACHINE)) {
            return lines.filter(line -> !line.startsWith("127.") && !line.startsWith("::") && !line.startsWith("#"))
                    .filter(line -> !line.contains("localhost"))
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }
}
