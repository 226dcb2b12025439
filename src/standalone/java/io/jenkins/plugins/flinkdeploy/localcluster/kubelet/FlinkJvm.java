package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a JobManager's or TaskManager's JVM: what Flink's start scripts do in a container. */
final class FlinkJvm {
    private final RunningPod pod;
    private final Container container;
    private final PathRewriter paths;

    FlinkJvm(RunningPod pod, Container container, PathRewriter paths) {
        this.pod = pod;
        this.container = container;
        this.paths = paths;
    }

    /**
     * @param environment the container's environment; Flink's own variables are added to it
     * @throws StartException when the image holds no Flink
     */
    List<String> command(FlinkCommand flink, Map<String, String> environment) throws IOException, StartException {
        Path home = Path.of(paths.rewrite(FlinkCommand.HOME));
        List<Path> jars = FlinkLibrary.jars(home.resolve("lib"));
        if (jars.isEmpty()) {
            throw new StartException("exec: \"" + FlinkCommand.HOME
                    + "/bin/flink-console.sh\": the image holds no Flink in " + FlinkCommand.HOME + "/lib");
        }
        Path conf = Path.of(paths.rewrite(FlinkCommand.HOME + "/conf"));
        locate(home, conf, environment);
        List<String> command = new ArrayList<>(List.of(Jvm.java()));
        command.addAll(Jvm.SMALL);
        command.addAll(Jvm.TRUSTED);
        List<String> memoryArguments = new ArrayList<>();
        try (FlinkLibrary library = FlinkLibrary.load(jars, conf)) {
            command.addAll(memory(flink.role(), library, environment, memoryArguments));
            command.addAll(configured(library.configuration(), flink.role()));
        }
        command.addAll(ofThePod(conf));
        command.add("-classpath");
        command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(flink.mainClass());
        command.addAll(paths.rewrite(flink.arguments()));
        command.addAll(memoryArguments);
        command.addAll(addresses(flink, conf));
        return command;
    }

    private void locate(Path home, Path conf, Map<String, String> environment) {
        environment.put("FLINK_HOME", home.toString());
        environment.put("FLINK_CONF_DIR", conf.toString());
        environment.put("FLINK_BIN_DIR", home.resolve("bin").toString());
        environment.put("FLINK_LIB_DIR", home.resolve("lib").toString());
        environment.put("FLINK_OPT_DIR", home.resolve("opt").toString());
        environment.put("FLINK_PLUGINS_DIR", home.resolve("plugins").toString());
        environment.put(
                "FLINK_LOG_DIR", pod.directory().flinkLogs(container.getName()).toString());
    }

    private static List<String> memory(
            FlinkCommand.Role role, FlinkLibrary library, Map<String, String> environment, List<String> arguments)
            throws IOException {
        String options;
        if (role == FlinkCommand.Role.JOB_MANAGER) {
            options = library.jobManagerJvmOptions();
            arguments.addAll(library.jobManagerArguments());
        } else {
            // The JobManager worked these out when it asked for the pod.
            options = environment.getOrDefault("FLINK_TM_JVM_MEM_OPTS", "");
        }
        // A heap that starts at its limit is right for a container of one's own, not for a machine that is shared.
        return ShellWords.split(options, environment).stream()
                .filter(option -> !option.startsWith("-Xms"))
                .toList();
    }

    private List<String> configured(Map<String, String> configuration, FlinkCommand.Role role) {
        return Stream.of("all", role.option())
                .flatMap(scope -> Stream.of("env.java.default-opts." + scope, "env.java.opts." + scope))
                .map(key -> configuration.getOrDefault(key, ""))
                .flatMap(options -> ShellWords.split(options, Map.of()).stream())
                .toList();
    }

    private List<String> ofThePod(Path conf) {
        Path log = pod.directory().flinkLogs(container.getName()).resolve("flink.log");
        return List.of(
                "-Djava.io.tmpdir=" + pod.directory().temporary(container.getName()),
                "-Djdk.net.hosts.file=" + pod.directory().hosts(),
                // Names appear and move while the process runs, so none may be remembered.
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0",
                "-Dlog.file=" + log,
                "-Dlog4j.configuration=file:" + conf.resolve("log4j-console.properties"),
                "-Dlog4j.configurationFile=file:" + conf.resolve("log4j-console.properties"));
    }

    /** In a container every address is the pod's own; on a shared machine each server has to be told which it may take. */
    private List<String> addresses(FlinkCommand flink, Path conf) {
        String address = pod.address();
        if (flink.role() == FlinkCommand.Role.JOB_MANAGER) {
            return List.of(
                    "-Djobmanager.bind-host=" + address,
                    "-Drest.bind-address=" + address,
                    // Where it finds the log settings that the pods of its TaskManagers are to have.
                    "-D$internal.deployment.config-dir=" + conf);
        }
        List<String> options = new ArrayList<>();
        if (!flink.arguments().contains("--configDir")) {
            options.addAll(List.of("--configDir", conf.toString()));
        }
        options.add("-Dtaskmanager.bind-host=" + address);
        options.add("-Dtaskmanager.host=" + address);
        return options;
    }
}
