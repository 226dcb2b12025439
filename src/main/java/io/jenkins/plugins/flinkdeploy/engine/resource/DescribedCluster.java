package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkSettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.JobDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ProcessSize;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.math.BigDecimal;

/** Writes a described cluster as a FlinkDeployment. */
final class DescribedCluster {
    private static final String API_VERSION = "flink.apache.org/v1beta1";

    /** The operator merges what it needs into the container of this name. */
    private static final String MAIN_CONTAINER = "flink-main-container";

    private DescribedCluster() {}

    static ObjectNode tree(ClusterDefinition cluster, FlinkSettings settings, RenderContext context) {
        ObjectNode root = Json.object();
        root.put("apiVersion", API_VERSION).put("kind", "FlinkDeployment");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", cluster.resourceName()).put("namespace", context.namespace());
        ObjectNode labels = metadata.putObject("labels");
        labels.put(Labels.SERVICE, Labels.value(cluster.service()));
        labels.put(Labels.CLUSTER, Labels.value(cluster.name()));
        settings.owner().ifPresent(owner -> labels.put(Labels.OWNER, Labels.value(owner)));
        settings.costOwner().ifPresent(owner -> labels.put(Labels.COST_OWNER, Labels.value(owner)));
        root.set("spec", spec(settings, context));
        JsonMerge.into(root, settings.template());
        return root;
    }

    private static ObjectNode spec(FlinkSettings settings, RenderContext context) {
        ObjectNode spec = Json.object();
        spec.put("image", context.image());
        spec.put("flinkVersion", settings.version().resourceForm());
        spec.put("mode", "native");
        spec.put("serviceAccount", settings.serviceAccount());
        ObjectNode conf = spec.putObject("flinkConfiguration");
        FlinkConfiguration.of(settings).forEach(conf::put);
        ObjectNode jobManager = spec.putObject("jobManager");
        jobManager.set("resource", resource(settings.jobManager()));
        jobManager.put("replicas", settings.jobManagers());
        spec.putObject("taskManager").set("resource", resource(settings.taskManager()));
        spec.set("job", job(settings.job()));
        ObjectNode pod = pod(settings);
        if (!pod.isEmpty()) {
            spec.putObject("podTemplate").set("spec", pod);
        }
        return spec;
    }

    private static ObjectNode job(JobDefinition definition) {
        ObjectNode job = Json.object();
        job.put("jarURI", definition.jarUri());
        definition.mainClass().ifPresent(name -> job.put("entryClass", name));
        if (!definition.args().isEmpty()) {
            ArrayNode args = job.putArray("args");
            definition.args().forEach(args::add);
        }
        job.put("parallelism", definition.parallelism());
        job.put("upgradeMode", definition.state().resourceForm());
        job.put("state", "running");
        job.put("allowNonRestoredState", definition.allowNonRestoredState());
        return job;
    }

    /** {@code resource} is understood by every operator so far; {@code resources} only by the newest. */
    private static ObjectNode resource(ProcessSize size) {
        ObjectNode resource = Json.object();
        BigDecimal cpu = size.cpu().stripTrailingZeros();
        if (cpu.scale() <= 0) {
            resource.put("cpu", cpu.intValue());
        } else {
            resource.put("cpu", cpu.doubleValue());
        }
        return resource.put("memory", size.memory().toString());
    }

    private static ObjectNode pod(FlinkSettings settings) {
        ObjectNode pod = Json.object();
        if (!settings.env().isEmpty()) {
            ObjectNode container = pod.putArray("containers").addObject();
            container.put("name", MAIN_CONTAINER);
            ArrayNode env = container.putArray("env");
            settings.env()
                    .forEach((name, value) -> env.addObject().put("name", name).put("value", value));
        }
        if (!settings.nodeSelector().isEmpty()) {
            ObjectNode selector = pod.putObject("nodeSelector");
            settings.nodeSelector().forEach(selector::put);
        }
        if (!settings.tolerations().isEmpty()) {
            pod.set("tolerations", settings.tolerations().deepCopy());
        }
        return pod;
    }
}
