package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeployStrategy;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkSettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.IngressDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.JobDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ProcessSize;
import io.jenkins.plugins.flinkdeploy.engine.definition.Processes;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a described cluster as a FlinkDeployment, or as a FlinkBlueGreenDeployment around one. */
final class DescribedCluster {
    private static final String COLOUR_SETTINGS = "kubernetes.operator.bluegreen.";

    private DescribedCluster() {}

    static ObjectNode tree(ClusterDefinition cluster, FlinkSettings settings, RenderContext context) {
        ObjectNode root = Json.object();
        root.put("apiVersion", ResourceId.FLINK_API).put("kind", "FlinkDeployment");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", cluster.resourceName()).put("namespace", context.namespace());
        ObjectNode labels = metadata.putObject("labels");
        // An application cluster is its job.
        Optional<JobDefinition> own = settings.session()
                ? Optional.empty()
                : Optional.of(settings.jobs().get(0));
        Labels.common(
                        cluster,
                        own.flatMap(JobDefinition::owner).or(settings::owner),
                        own.flatMap(JobDefinition::costOwner).or(settings::costOwner))
                .forEach(labels::put);
        if (!settings.links().isEmpty()) {
            metadata.putObject("annotations").put(Annotations.LINKS, links(cluster, settings, context));
        }
        root.set("spec", spec(settings, own, context));
        JsonMerge.into(root, settings.template());
        return settings.strategy() == DeployStrategy.BLUE_GREEN ? blueGreen(root) : root;
    }

    private static String links(ClusterDefinition cluster, FlinkSettings settings, RenderContext context) {
        ObjectNode links = Json.object();
        settings.links()
                .forEach((name, address) -> links.put(
                        name,
                        address.replace("{service}", cluster.service())
                                .replace("{cluster}", cluster.name())
                                .replace("{namespace}", context.namespace())
                                .replace("{name}", cluster.resourceName())));
        return Json.write(links);
    }

    private static ObjectNode blueGreen(ObjectNode deployment) {
        ObjectNode root = deployment.deepCopy();
        root.put("kind", Trees.BLUE_GREEN);
        ObjectNode spec = Json.object();
        if (root.path("spec").path("flinkConfiguration") instanceof ObjectNode conf) {
            colourSettings(conf, spec);
        }
        spec.putObject("template").set("spec", root.get("spec"));
        root.set("spec", spec);
        return root;
    }

    /** The operator looks for its settings of the change of colour beside the template, not in it. */
    private static void colourSettings(ObjectNode conf, ObjectNode spec) {
        List<String> keys = conf.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.startsWith(COLOUR_SETTINGS))
                .toList();
        keys.forEach(key -> spec.withObject("/configuration").set(key, conf.remove(key)));
    }

    private static ObjectNode spec(FlinkSettings settings, Optional<JobDefinition> job, RenderContext context) {
        ObjectNode spec = Json.object();
        spec.put("image", context.image());
        spec.put("flinkVersion", settings.version().resourceForm());
        spec.put("mode", settings.mode().resourceForm());
        spec.put("serviceAccount", settings.pods().serviceAccount());
        ObjectNode conf = spec.putObject("flinkConfiguration");
        FlinkConfiguration.of(settings).forEach(conf::put);
        Processes processes = settings.processes();
        ObjectNode jobManager = spec.putObject("jobManager");
        jobManager.set("resource", resource(processes.jobManager()));
        jobManager.put("replicas", processes.jobManagers());
        ObjectNode taskManager = spec.putObject("taskManager");
        taskManager.set("resource", resource(processes.taskManager()));
        processes.taskManagers().ifPresent(count -> taskManager.put("replicas", count));
        job.ifPresent(each -> spec.set("job", DescribedJob.job(each)));
        settings.ingress().ifPresent(ingress -> spec.set("ingress", ingress(ingress)));
        PodTemplates.all(settings)
                .ifPresent(pod -> spec.putObject("podTemplate").set("spec", pod));
        PodTemplates.taskManager(settings)
                .ifPresent(pod -> taskManager.putObject("podTemplate").set("spec", pod));
        return spec;
    }

    private static ObjectNode ingress(IngressDefinition definition) {
        ObjectNode ingress = Json.object();
        ingress.put("template", definition.template());
        definition.className().ifPresent(name -> ingress.put("className", name));
        if (!definition.annotations().isEmpty()) {
            ObjectNode annotations = ingress.putObject("annotations");
            definition.annotations().forEach(annotations::put);
        }
        return ingress;
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
}
