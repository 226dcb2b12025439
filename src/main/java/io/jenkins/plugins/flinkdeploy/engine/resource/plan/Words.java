package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names fields of a resource as the cluster file names them. */
final class Words {
    private static final String CONF = Fields.CONFIGURATION + ".";
    private static final String MAIN_CONTAINER = "spec.podTemplate.spec.containers[flink-main-container]";

    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("spec.job", "job"),
            Map.entry("spec.image", "image"),
            Map.entry("spec.flinkVersion", "flinkVersion"),
            Map.entry("spec.mode", "mode"),
            Map.entry("spec.serviceAccount", "serviceAccount"),
            Map.entry("spec.jobManager.resource.cpu", "jobManager.cpu"),
            Map.entry("spec.jobManager.resource.memory", "jobManager.memory"),
            Map.entry("spec.jobManager.replicas", "jobManager.replicas"),
            Map.entry("spec.taskManager.resource.cpu", "taskManager.cpu"),
            Map.entry("spec.taskManager.resource.memory", "taskManager.memory"),
            Map.entry("spec.taskManager.replicas", "taskManager.replicas"),
            Map.entry("spec.job.jarURI", "job.jar"),
            Map.entry("spec.job.entryClass", "job.class"),
            Map.entry("spec.job.args", "job.args"),
            Map.entry("spec.job.parallelism", "job.parallelism"),
            Map.entry("spec.job.upgradeMode", "job.state"),
            Map.entry("spec.job.allowNonRestoredState", "job.allowNonRestoredState"),
            Map.entry("spec.podTemplate.spec.tolerations", "placement.tolerations"),
            Map.entry("metadata.labels." + Labels.OWNER, "owner"),
            Map.entry("metadata.labels." + Labels.COST_OWNER, "costOwner"),
            Map.entry(CONF + FlinkKeys.TASK_SLOTS, "taskManager.slots"),
            Map.entry(CONF + FlinkKeys.CHECKPOINT_INTERVAL, "state.checkpointInterval"),
            Map.entry(CONF + FlinkKeys.KEPT_SAVEPOINTS, "state.keepSavepoints"),
            Map.entry(CONF + "state.savepoints.dir", "state.savepoints"),
            Map.entry(CONF + "execution.checkpointing.savepoint-dir", "state.savepoints"),
            Map.entry(CONF + "state.checkpoints.dir", "state.checkpoints"),
            Map.entry(CONF + "execution.checkpointing.dir", "state.checkpoints"));

    /** Beginning of a path in the resource, and what the cluster file writes instead. */
    private static final Map<String, String> BEGINNINGS = Map.of(
            CONF,
            "flinkConf.",
            "spec.podTemplate.spec.nodeSelector.",
            "placement.nodeSelector.",
            "spec.ingress.",
            "ingress.");

    /** The order of the cluster file; what is not listed follows, by name. */
    private static final List<String> ORDER = List.of(
            "kind",
            "job",
            "mode",
            "flinkVersion",
            "image",
            "job.",
            "state.",
            "jobManager",
            "taskManager",
            "flinkConf",
            "env",
            "placement",
            "serviceAccount",
            "ingress",
            "owner",
            "costOwner");

    private Words() {}

    /** The path for people. */
    static String of(String path) {
        String plain = path.endsWith(Fields.ORDER) ? path.substring(0, path.length() - Fields.ORDER.length()) : path;
        String word = word(plain);
        return path.equals(plain) ? word : "order of " + word;
    }

    private static String word(String path) {
        Optional<String> whole = Optional.ofNullable(WHOLE.get(path));
        if (whole.isPresent()) {
            return whole.get();
        }
        if (path.startsWith(MAIN_CONTAINER + ".env[")) {
            return "env." + name(path);
        } else if (path.equals(MAIN_CONTAINER + ".env")) {
            return "env";
        }
        return BEGINNINGS.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey()))
                .map(each -> each.getValue() + path.substring(each.getKey().length()))
                .findFirst()
                .orElse(path);
    }

    /** What a value is called: the last name of its path, a whole dotted key of the configuration. */
    static String name(String path) {
        if (path.startsWith(CONF)) {
            return path.substring(CONF.length());
        } else if (path.endsWith("]")) {
            return path.substring(path.lastIndexOf('[') + 1, path.length() - 1);
        } else if (path.startsWith("metadata.")) {
            return path.substring(path.indexOf('.', "metadata.".length()) + 1);
        }
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Where a word stands in the order of the cluster file. */
    static int rank(String word) {
        for (int i = 0; i < ORDER.size(); i++) {
            String beginning = ORDER.get(i);
            if (word.equals(beginning) || !beginning.equals("job") && word.startsWith(beginning)) {
                return i;
            }
        }
        return ORDER.size();
    }
}
