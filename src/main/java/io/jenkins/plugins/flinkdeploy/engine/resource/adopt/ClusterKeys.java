package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DataSize;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkVersion;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.util.List;

/** Says a FlinkDeployment's specification in the keys of the cluster file; what it does not say is left to the template. */
final class ClusterKeys {
    /** How much is said; the less, the more is left to the template. */
    enum Reach {
        EVERYTHING,
        /** Without what only newer versions of the file, or valid values, can say. */
        PLAIN,
        /** Without anything about pods, too. */
        NO_PODS
    }

    private static final String USER_LIB = "local://" + ImageDefinition.USER_LIB + "/";

    private final ObjectNode spec;
    private final Reach reach;
    private final ObjectNode cluster = Json.object();

    private ClusterKeys(ObjectNode spec, Reach reach) {
        this.spec = spec;
        this.reach = reach;
    }

    static ObjectNode of(ObjectNode spec, String job, Reach reach) {
        ClusterKeys keys = new ClusterKeys(spec.deepCopy(), reach);
        keys.say(job);
        return keys.cluster;
    }

    private void say(String job) {
        FlinkVersion.parseResourceForm(spec.path("flinkVersion").asText())
                .ifPresent(version -> cluster.put("flinkVersion", version.toString()));
        if (reach == Reach.EVERYTHING && spec.path("mode").asText().equals("standalone")) {
            cluster.put("mode", "standalone");
        }
        text(spec, "serviceAccount", cluster, "serviceAccount");
        if (spec.path("image").isTextual()) {
            cluster.putObject("image").put("reference", spec.path("image").asText());
        }
        if (spec.path("job").isObject()) {
            cluster.putObject("jobs").set(job, job(spec.path("job"), true));
        } else {
            cluster.put("session", true);
        }
        configuration(spec.path("flinkConfiguration"));
        process("jobManager");
        process("taskManager");
        if (reach != Reach.NO_PODS) {
            pod(spec.path("podTemplate").path("spec"));
        }
        if (reach == Reach.EVERYTHING) {
            ingress(spec.path("ingress"));
        }
    }

    /** A job of an application cluster, or the specification's job of a session job. */
    static ObjectNode job(JsonNode job, boolean inImage) {
        ObjectNode said = Json.object();
        String jar = job.path("jarURI").asText();
        if (jar.startsWith(USER_LIB) && jar.indexOf('/', USER_LIB.length()) < 0) {
            said.put("jar", jar.substring(USER_LIB.length()));
        } else if (!jar.isEmpty()) {
            // An address that an application cannot start from is left to the template.
            said.put("jar", inImage && !jar.startsWith("local://") ? "job.jar" : jar);
        }
        text(job, "entryClass", said, "class");
        if (job.path("args").isArray() && !job.path("args").isEmpty()) {
            said.putArray("args");
            job.path("args").forEach(argument -> said.withArray("/args").add(argument.asText()));
        }
        if (job.path("parallelism").asInt() > 0) {
            said.put("parallelism", job.path("parallelism").asInt());
        }
        said.put("state", job.path("upgradeMode").asText("stateless"));
        if (job.path("allowNonRestoredState").asBoolean()) {
            said.put("allowNonRestoredState", true);
        }
        return said;
    }

    private void configuration(JsonNode written) {
        ObjectNode conf = written instanceof ObjectNode object ? object.deepCopy() : Json.object();
        ObjectNode state = Json.object();
        take(conf, List.of("state.savepoints.dir", "execution.checkpointing.savepoint-dir"), state, "savepoints");
        take(conf, List.of("state.checkpoints.dir", "execution.checkpointing.dir"), state, "checkpoints");
        if (!state.isEmpty()) {
            cluster.set("state", state);
        }
        JsonNode slots = conf.path(FlinkKeys.TASK_SLOTS);
        if (slots.asText().matches("[1-9]\\d{0,3}")) {
            cluster.withObject("/taskManager").put("slots", slots.asInt());
            conf.remove(FlinkKeys.TASK_SLOTS);
        }
        boolean stateful =
                !spec.path("job").path("upgradeMode").asText("stateless").equals("stateless");
        boolean highlyAvailable = conf.has(FlinkKeys.HIGH_AVAILABILITY) || conf.has(FlinkKeys.OLD_HIGH_AVAILABILITY);
        boolean canDoWithout = !spec.path("job").path("upgradeMode").asText().equals("last-state");
        if (stateful && !highlyAvailable && canDoWithout) {
            conf.put(FlinkKeys.HIGH_AVAILABILITY, "none");
        }
        if (!conf.isEmpty()) {
            cluster.set("flinkConf", conf);
        }
    }

    /** Only the name that the Flink version's own key has is said by the file's key; the other stays as it is. */
    private void take(ObjectNode conf, List<String> names, ObjectNode state, String key) {
        boolean two = spec.path("flinkVersion").asText().startsWith("v2");
        String name = names.get(two ? 1 : 0);
        if (conf.has(name) && conf.path(name).asText().matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*")) {
            state.put(key, conf.path(name).asText());
            conf.remove(name);
        }
    }

    private void process(String name) {
        JsonNode written = spec.path(name);
        ObjectNode said = cluster.path(name) instanceof ObjectNode present ? present : Json.object();
        if (written.path("resource").path("cpu").isNumber()) {
            said.set("cpu", written.path("resource").path("cpu"));
        }
        Tolerance.memory(written.path("resource").path("memory").asText())
                .filter(bytes -> bytes >= 1024 && bytes % 1024 == 0)
                .ifPresent(bytes -> said.put("memory", new DataSize(bytes).toString()));
        int replicas = written.path("replicas").asInt();
        boolean sayable = name.equals("jobManager")
                || reach == Reach.EVERYTHING && spec.path("mode").asText().equals("standalone");
        if (replicas > 0 && sayable) {
            said.put("replicas", replicas);
        }
        if (!said.isEmpty()) {
            cluster.set(name, said);
        }
    }

    private void pod(JsonNode pod) {
        for (JsonNode container : pod.path("containers")) {
            if (container.path("name").asText().equals("flink-main-container")) {
                environment(container.path("env"));
            }
        }
        if (scalars(pod.path("nodeSelector"))) {
            cluster.withObject("/placement").set("nodeSelector", pod.path("nodeSelector"));
        }
        if (!pod.path("tolerations").isEmpty()) {
            cluster.withObject("/placement").set("tolerations", pod.path("tolerations"));
        }
    }

    private void environment(JsonNode variables) {
        for (JsonNode variable : variables) {
            String name = variable.path("name").asText();
            JsonNode secret = variable.path("valueFrom").path("secretKeyRef");
            if (variable.path("value").isValueNode() && variable.size() == 2) {
                cluster.withObject("/env").put(name, variable.path("value").asText());
            } else if (secret.size() == 2 && secret.has("key") && reach == Reach.EVERYTHING) {
                cluster.withObject("/secrets")
                        .putObject(name)
                        .put("secret", secret.path("name").asText())
                        .put("key", secret.path("key").asText());
            }
        }
    }

    private void ingress(JsonNode ingress) {
        String template = ingress.path("template").asText();
        if (template.isEmpty() || template.startsWith("/")) {
            return;
        }
        int slash = template.indexOf('/');
        ObjectNode said = cluster.putObject("ingress");
        said.put("host", slash < 0 ? template : template.substring(0, slash));
        if (slash > 0) {
            said.put("path", template.substring(slash));
        }
        text(ingress, "className", said, "className");
        if (scalars(ingress.path("annotations"))) {
            said.set("annotations", ingress.path("annotations"));
        }
    }

    private static void text(JsonNode from, String key, ObjectNode to, String as) {
        if (from.path(key).isTextual() && !from.path(key).asText().isBlank()) {
            to.put(as, from.path(key).asText());
        }
    }

    private static boolean scalars(JsonNode map) {
        return map.isObject()
                && !map.isEmpty()
                && map.properties().stream().allMatch(entry -> entry.getValue().isTextual());
    }
}
