package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.BeamWorkers;
import io.jenkins.plugins.flinkdeploy.engine.definition.DataSize;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkSettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.JobDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.PodSettings;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The parts of pods that the operator takes over into those of Flink. */
final class PodTemplates {
    /** The operator merges what it needs into the container of this name. */
    private static final String MAIN_CONTAINER = "flink-main-container";

    private static final String BEAM_WORKERS = "beam-python-workers";
    private static final String PATH_SEPARATOR = ":";

    private PodTemplates() {}

    /** What holds for all pods of a cluster. */
    static Optional<ObjectNode> all(FlinkSettings settings) {
        PodSettings pods = settings.pods();
        ObjectNode pod = Json.object();
        ArrayNode env = env(settings);
        if (!env.isEmpty()) {
            ObjectNode container = pod.putArray("containers").addObject();
            container.put("name", MAIN_CONTAINER).set("env", env);
        }
        if (!pods.nodeSelector().isEmpty()) {
            ObjectNode selector = pod.putObject("nodeSelector");
            pods.nodeSelector().forEach(selector::put);
        }
        if (!pods.tolerations().isEmpty()) {
            pod.set("tolerations", pods.tolerations().deepCopy());
        }
        return Optional.of(pod).filter(made -> !made.isEmpty());
    }

    /** Secrets come first, because variables may name them. */
    private static ArrayNode env(FlinkSettings settings) {
        PodSettings pods = settings.pods();
        ArrayNode env = Json.object().arrayNode();
        pods.secrets().forEach((name, reference) -> env.addObject()
                .put("name", name)
                .putObject("valueFrom")
                .putObject("secretKeyRef")
                .put("name", reference.secret())
                .put("key", reference.key()));
        pods.env().forEach((name, value) -> env.addObject().put("name", name).put("value", value));
        ofJobs(settings.jobs()).forEach((name, value) -> {
            if (!pods.env().containsKey(name) && !pods.secrets().containsKey(name)) {
                env.addObject().put("name", name).put("value", value);
            }
        });
        return env;
    }

    /** What the jobs' programs need; what several of them name is a search path, and is put together. */
    private static Map<String, String> ofJobs(List<JobDefinition> jobs) {
        Map<String, Set<String>> parts = new TreeMap<>();
        jobs.forEach(job -> job.env().forEach((name, value) -> {
            Set<String> known = parts.computeIfAbsent(name, each -> new LinkedHashSet<>());
            known.addAll(jobs.size() == 1 ? List.of(value) : List.of(value.split(PATH_SEPARATOR)));
        }));
        Map<String, String> joined = new TreeMap<>();
        parts.forEach((name, values) -> joined.put(name, String.join(PATH_SEPARATOR, values)));
        return joined;
    }

    /** What stands beside each TaskManager. */
    static Optional<ObjectNode> taskManager(FlinkSettings settings) {
        // Jobs of one session cluster share the port, so they share the workers.
        return settings.jobs().stream()
                .flatMap(job -> job.beamWorkers().stream())
                .findFirst()
                .map(PodTemplates::beamWorkers);
    }

    private static ObjectNode beamWorkers(BeamWorkers workers) {
        ObjectNode pod = Json.object();
        ObjectNode container = pod.putArray("containers").addObject();
        container.put("name", BEAM_WORKERS).put("image", workers.image());
        container.putArray("args").add("--worker_pool");
        container.putArray("ports").addObject().put("name", "harness").put("containerPort", BeamWorkers.PORT);
        ObjectNode requests = Json.object();
        workers.cpu().ifPresent(cpu -> requests.put("cpu", cpu.toPlainString()));
        workers.memory().ifPresent(memory -> requests.put("memory", quantity(memory)));
        if (!requests.isEmpty()) {
            ObjectNode resources = container.putObject("resources");
            resources.set("requests", requests);
            workers.memory().ifPresent(memory -> resources.putObject("limits").put("memory", quantity(memory)));
        }
        return pod;
    }

    /** Kubernetes' form: its own {@code m} means thousandths. */
    private static String quantity(DataSize size) {
        String text = size.toString();
        char unit = text.charAt(text.length() - 1);
        String amount = text.substring(0, text.length() - 1);
        return unit == 'b' ? amount : amount + Character.toUpperCase(unit) + "i";
    }
}
