package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container of Flink's native Kubernetes mode is told to run, read from its command line as the official image's scripts
 * read it.
 *
 * @param role JobManager or TaskManager
 * @param mainClass the class that the script would start
 * @param arguments what the class is given
 */
record FlinkCommand(Role role, String mainClass, List<String> arguments) {
    /** Where Flink lies in its image. */
    static final String HOME = "/opt/flink";

    private static final String PACKAGE = "org.apache.flink.kubernetes.";
    private static final Map<String, String> JOB_MANAGERS = Map.of(
            "kubernetes-application", PACKAGE + "entrypoint.KubernetesApplicationClusterEntrypoint",
            "kubernetes-session", PACKAGE + "entrypoint.KubernetesSessionClusterEntrypoint");
    private static final String TASK_MANAGER = PACKAGE + "taskmanager.KubernetesTaskExecutorRunner";

    enum Role {
        JOB_MANAGER("jobmanager"),
        TASK_MANAGER("taskmanager");

        private final String option;

        Role(String option) {
            this.option = option;
        }

        /** How configuration options name it. */
        String option() {
            return option;
        }
    }

    FlinkCommand {
        arguments = List.copyOf(arguments);
    }

    /**
     * @param line the container's command and arguments
     * @param variables its environment, which a shell would put in place of variables
     * @return empty when this is no command of Flink's
     */
    static Optional<FlinkCommand> parse(List<String> line, Map<String, String> variables) {
        List<String> words = line;
        if (!words.isEmpty() && fileName(words.get(0)).equals("docker-entrypoint.sh")) {
            words = words.subList(1, words.size());
        }
        if (words.size() == 3
                && fileName(words.get(0)).equals("bash")
                && words.get(1).equals("-c")) {
            words = ShellWords.split(words.get(2), variables);
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = words.subList(1, words.size());
        return switch (fileName(words.get(0))) {
            case "kubernetes-jobmanager.sh" ->
                rest.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(JOB_MANAGERS.get(rest.get(0)))
                                .map(main -> new FlinkCommand(Role.JOB_MANAGER, main, rest.subList(1, rest.size())));
            case "kubernetes-taskmanager.sh" -> Optional.of(new FlinkCommand(Role.TASK_MANAGER, TASK_MANAGER, rest));
            default -> Optional.empty();
        };
    }

    private static String fileName(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? "" : name.toString();
    }
}
