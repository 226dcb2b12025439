package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkKeys;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns an instance file of PaaSTA ({@code flink-<cluster>.yaml}) into a cluster file, and says what has no counterpart. */
public final class PaastaImport {
    private static final Pattern SECRET = Pattern.compile("(?:SHARED_)?SECRET\\((.+)\\)");

    /** Taken over, or understood as the default. */
    private static final Set<String> KNOWN = Set.of(
            "app_type",
            "job_type",
            "deploy_group",
            "pool",
            "spot",
            "checkpoint_path",
            "savepoint_path",
            "always_allow_non_restored_state",
            "jobmanager",
            "taskmanager",
            "flink_conf",
            "env",
            "jobs",
            "monitoring",
            "cost_owner");

    private final List<String> notes = new ArrayList<>();

    private PaastaImport() {}

    /**
     * Reads an instance file.
     *
     * @param name name of the file
     * @param service the service that it belongs to
     * @throws UserException when it cannot be read or holds no instance
     */
    public static Imported of(String name, String text, String service) {
        return new PaastaImport().run(name, YamlDocuments.read(name, text), service);
    }

    private Imported run(String name, List<ObjectNode> documents, String service) {
        ObjectNode file = Json.object().put("version", 1).put("service", service);
        ObjectNode clusters = file.putObject("clusters");
        for (ObjectNode document : documents) {
            document.properties().forEach(instance -> {
                if (!instance.getKey().startsWith("_") && instance.getValue() instanceof ObjectNode written) {
                    clusters.set(instance.getKey(), instance(instance.getKey(), written));
                }
            });
        }
        if (clusters.isEmpty()) {
            throw new UserException(
                    "There is no instance in " + name + ".",
                    "Nothing was written.",
                    "Name a file whose top keys are instances, flink-<cluster>.yaml.");
        }
        notes.add(
                0,
                "PaaSTA names neither the Flink version nor the image nor the namespace: fill in flinkVersion, image and"
                        + " namespace.");
        return Imported.of(name, file, notes);
    }

    private ObjectNode instance(String name, ObjectNode written) {
        ObjectNode cluster = Json.object().put("flinkVersion", "1.20");
        text(written, "deploy_group", cluster, "deployGroup");
        text(written.path("monitoring"), "team", cluster, "owner");
        text(written, "cost_owner", cluster, "costOwner");
        boolean stateful = written.path("job_type").asText("stateful").equals("stateful");
        ObjectNode state = Json.object();
        text(written, "savepoint_path", state, "savepoints");
        text(written, "checkpoint_path", state, "checkpoints");
        ObjectNode conf = conf(written.path("flink_conf"), state);
        if (!state.isEmpty()) {
            cluster.set("state", state);
        }
        process(written.path("jobmanager"), cluster, "jobManager");
        process(written.path("taskmanager"), cluster, "taskManager");
        if (!conf.isEmpty()) {
            cluster.set("flinkConf", conf);
        }
        environment(written.path("env"), cluster);
        pool(written, cluster);
        jobs(name, written, stateful, cluster);
        without(name, written);
        return cluster;
    }

    private static ObjectNode conf(JsonNode written, ObjectNode state) {
        ObjectNode conf = Json.object();
        written.properties().forEach(each -> {
            String value = each.getValue().asText();
            if (each.getKey().equals(FlinkKeys.CHECKPOINT_INTERVAL) && value.matches("\\d{1,9}")) {
                state.put("checkpointInterval", value + "ms");
            } else {
                conf.put(each.getKey(), value);
            }
        });
        return conf;
    }

    private static void process(JsonNode written, ObjectNode cluster, String as) {
        ObjectNode said = Json.object();
        if (written.path("cpus").isNumber()) {
            said.set("cpu", written.path("cpus"));
        }
        if (written.path("mem").isNumber()) {
            said.put("memory", written.path("mem").asLong() + "m"); // MiB
        }
        if (written.path("slots").isInt()) {
            said.set("slots", written.path("slots"));
        }
        if (written.path("instances").isInt()) {
            cluster.put("mode", "standalone");
            said.set("replicas", written.path("instances"));
        }
        if (!said.isEmpty()) {
            cluster.set(as, said);
        }
    }

    private void environment(JsonNode written, ObjectNode cluster) {
        written.properties().forEach(each -> {
            Matcher secret = SECRET.matcher(each.getValue().asText());
            if (secret.matches()) {
                cluster.withObject("/secrets")
                        .putObject(each.getKey())
                        .put("secret", secret.group(1).replace('_', '-'))
                        .put("key", secret.group(1));
                notes.add("The secret " + secret.group(1) + " of " + each.getKey()
                        + " must be a Kubernetes Secret; its name and key in secrets." + each.getKey()
                        + " are a guess.");
            } else {
                cluster.withObject("/env").put(each.getKey(), each.getValue().asText());
            }
        });
    }

    private static void pool(ObjectNode written, ObjectNode cluster) {
        boolean onDemand =
                written.path("spot").isBoolean() && !written.path("spot").asBoolean();
        String pool = written.path("pool").asText(onDemand ? "flink" : "flink-spot");
        cluster.putObject("placement").put("pool", pool).put("poolLabel", "yelp.com/pool");
    }

    private void jobs(String name, ObjectNode written, boolean stateful, ObjectNode cluster) {
        String type = written.path("app_type").asText("flink");
        ObjectNode jobs = cluster.putObject("jobs");
        if (written.path("jobs") instanceof ObjectNode several) {
            several.properties().forEach(each -> jobs.set(each.getKey(), job(type, each.getValue())));
        }
        if (jobs.isEmpty()) {
            jobs.set(name, job(type, Json.object()));
        }
        boolean dropsState = written.path("always_allow_non_restored_state").asBoolean();
        for (JsonNode job : jobs) {
            ObjectNode each = (ObjectNode) job;
            each.put("state", stateful ? "savepoint" : "stateless");
            if (dropsState) {
                each.put("allowNonRestoredState", true);
            }
        }
        notes.add("What " + name + " runs is not in the file: check jobs, whose "
                + (type.equals("pyflink") ? "python.file" : type.equals("flink") || type.equals("beam") ? "jar" : "sql")
                + " is a guess, and add arguments from job.d.");
    }

    private static ObjectNode job(String type, JsonNode written) {
        ObjectNode job = Json.object();
        if (written.path("sql").isTextual()) {
            job.putObject("sql").put("statements", written.path("sql").asText());
        } else if (type.equals("pyflink")) {
            job.putObject("python").put("file", "main.py");
        } else {
            job.put("jar", "job.jar");
            if (type.equals("beam")) {
                job.putObject("beam");
            }
        }
        text(written.path("monitoring"), "team", job, "owner");
        return job;
    }

    private void without(String name, ObjectNode written) {
        Set<String> unknown = new TreeSet<>();
        written.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KNOWN);
        written.path("monitoring").fieldNames().forEachRemaining(key -> {
            if (!key.equals("team")) {
                unknown.add("monitoring." + key);
            }
        });
        if (written.path("taskmanager").has("logging_level")) {
            unknown.add("taskmanager.logging_level");
        }
        if (!unknown.isEmpty()) {
            notes.add("Without counterpart, left out of " + name + ": " + String.join(", ", unknown) + ".");
        }
    }

    private static void text(JsonNode from, String key, ObjectNode to, String as) {
        if (from.path(key).isTextual()) {
            to.put(as, from.path(key).asText());
        }
    }
}
