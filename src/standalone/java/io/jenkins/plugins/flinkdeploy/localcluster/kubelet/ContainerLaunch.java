package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.jenkins.plugins.flinkdeploy.localcluster.images.UnpackedImage;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Jvm;
import io.jenkins.plugins.flinkdeploy.localcluster.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a container's definition into the process that stands for it. */
final class ContainerLaunch {
    private final NodeContext node;
    private final RunningPod pod;
    private final Container container;
    private final UnpackedImage image;

    ContainerLaunch(NodeContext node, RunningPod pod, Container container, UnpackedImage image) {
        this.node = node;
        this.pod = pod;
        this.container = container;
        this.image = image;
    }

    /**
     * Writes the container's files and works out its command line.
     *
     * @throws ContainerConfigException when a ConfigMap or Secret is missing
     * @throws StartException when the command does not exist
     */
    ProcessSpec prepare() throws IOException, ContainerConfigException, StartException {
        String name = container.getName();
        Files.createDirectories(pod.directory().temporary(name));
        Files.createDirectories(pod.directory().flinkLogs(name));
        PodObjects objects =
                new PodObjects(node.client(), pod.definition().getMetadata().getNamespace());
        Volumes volumes = new Volumes(objects, pod.definition(), pod.directory());
        PathRewriter paths = ContainerPaths.rewriter(image.root(), container, volumes, pod.directory());
        volumes.write(container, paths);
        Map<String, String> wanted =
                new Environment(objects, pod.definition(), pod.address()).of(container, image.environment());
        List<String> line = commandLine(wanted);
        Optional<FlinkCommand> flink = FlinkCommand.parse(line, wanted);
        Map<String, String> environment = environment(wanted, paths);
        List<String> command = flink.isPresent()
                ? new FlinkJvm(pod, container, paths).command(flink.get(), environment)
                : program(paths.rewrite(line), environment);
        return new ProcessSpec(
                command, environment, workingDirectory(paths), pod.directory().output(name));
    }

    private List<String> commandLine(Map<String, String> variables) throws StartException {
        List<String> line = new ArrayList<>();
        boolean ownCommand = !container.getCommand().isEmpty();
        line.addAll(ownCommand ? container.getCommand() : image.entrypoint());
        if (!container.getArgs().isEmpty()) {
            line.addAll(container.getArgs());
        } else if (!ownCommand) {
            line.addAll(image.command());
        }
        if (line.isEmpty()) {
            throw new StartException("no command specified");
        }
        return line.stream().map(word -> Expansion.expand(word, variables)).toList();
    }

    private Map<String, String> environment(Map<String, String> wanted, PathRewriter paths) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", pod.directory().temporary(container.getName()).toString());
        environment.put("TMPDIR", pod.directory().temporary(container.getName()).toString());
        environment.put("HOSTNAME", pod.definition().getMetadata().getName());
        environment.put("JAVA_HOME", Jvm.home().toString());
        environment.put("KUBECONFIG", node.kubeconfig().toString());
        wanted.forEach((name, value) -> {
            // The image's own PATH and Java belong to an operating system that is not there.
            if (!name.equals("PATH") && !name.equals("JAVA_HOME")) {
                environment.put(name, paths.rewrite(value));
            }
        });
        return environment;
    }

    private Path workingDirectory(PathRewriter paths) {
        String wanted = container.getWorkingDir() == null
                ? image.config().path("WorkingDir").asText()
                : container.getWorkingDir();
        Path directory = Path.of(paths.rewrite(wanted));
        boolean ofTheImage = directory.startsWith(image.root());
        // Files of the image are shared by all its containers, so nothing may be dropped among them.
        return wanted.isEmpty() || ofTheImage || !Files.isDirectory(directory)
                ? pod.directory().temporary(container.getName())
                : directory;
    }

    private static List<String> program(List<String> line, Map<String, String> environment) throws StartException {
        String name = line.get(0);
        boolean exists = name.contains("/")
                ? Files.isExecutable(Path.of(name))
                : List.of(environment.get("PATH").split(":")).stream()
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        if (!exists) {
            throw new StartException("exec: \"" + name + "\": "
                    + (name.contains("/")
                            ? "stat " + name + ": no such file or directory"
                            : "executable file not found in $PATH"));
        }
        return line;
    }
}
