package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.JobDefinition;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;

/** Writes a described job, as part of an application cluster or as a FlinkSessionJob. */
final class DescribedJob {
    private DescribedJob() {}

    /** The value of {@code spec.job}. */
    static ObjectNode job(JobDefinition definition) {
        ObjectNode job = Json.object();
        definition.jarUri().ifPresent(uri -> job.put("jarURI", uri));
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

    static ObjectNode sessionJob(ClusterDefinition cluster, JobDefinition job, RenderContext context) {
        ObjectNode root = Json.object();
        root.put("apiVersion", ResourceId.FLINK_API).put("kind", "FlinkSessionJob");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", job.resourceName()).put("namespace", context.namespace());
        ObjectNode labels = metadata.putObject("labels");
        Labels.common(cluster, job.owner(), job.costOwner()).forEach(labels::put);
        labels.put(Labels.JOB, Labels.value(job.name()));
        ObjectNode spec = root.putObject("spec");
        spec.put("deploymentName", cluster.resourceName());
        spec.set("job", job(job));
        return root;
    }
}
