package io.jenkins.plugins.flinkdeploy.engine.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.FlinkSettings;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.ArrayList;
import java.util.List;

/** Turns a definition into the resources to apply: same input, same bytes. */
public final class Renderer {
    private Renderer() {}

    /**
     * Writes the resource of a cluster that is one resource, with labels, annotations and hashes.
     *
     * @throws UserException when the cluster is several resources, a session cluster with its jobs
     */
    public static RenderedResource render(ClusterDefinition cluster, RenderContext given) {
        List<RenderedResource> all = renderAll(cluster, given);
        if (all.size() > 1) {
            throw new UserException(
                    "The cluster " + cluster.name() + " is a session cluster with " + (all.size() - 1)
                            + " jobs, which are resources of their own.",
                    "Nothing was built, stopped or changed.",
                    "");
        }
        return all.get(0);
    }

    /** Writes the resources of a cluster in the order of deployment: the cluster itself, then the jobs of a session cluster. */
    public static List<RenderedResource> renderAll(ClusterDefinition cluster, RenderContext given) {
        // The digest belongs to the given image, which a manifest that keeps its own does not run.
        RenderContext context = cluster.image().isPresent() ? given : given.withoutImageDigest();
        return cluster.flink()
                .map(settings -> described(cluster, settings, context))
                .orElseGet(() -> manifests(cluster, context));
    }

    private static List<RenderedResource> described(
            ClusterDefinition cluster, FlinkSettings settings, RenderContext context) {
        ObjectNode root = DescribedCluster.tree(cluster, settings, context);
        boolean autoscaled = Autoscaling.isOn(root);
        List<RenderedResource> all = new ArrayList<>();
        all.add(Finishing.finish(root, autoscaled, false, context));
        if (settings.session()) {
            settings.jobs()
                    .forEach(job -> all.add(Finishing.finish(
                            DescribedJob.sessionJob(cluster, job, context),
                            autoscaled,
                            job.startsFromImage(),
                            context)));
        }
        return all;
    }

    private static List<RenderedResource> manifests(ClusterDefinition cluster, RenderContext context) {
        ObjectNode root = cluster.rawManifest().orElseThrow().toTree();
        if (cluster.image().isPresent()) {
            Trees.clusterSpec(root).ifPresent(spec -> spec.put("image", context.image()));
        }
        boolean autoscaled = Autoscaling.isOn(root);
        List<RenderedResource> all = new ArrayList<>();
        all.add(Finishing.finish(kept(root, context), autoscaled, false, context));
        for (Manifest job : cluster.rawJobs()) {
            all.add(Finishing.finish(kept(job.toTree(), context), autoscaled, false, context));
        }
        return all;
    }

    private static ObjectNode kept(ObjectNode root, RenderContext context) {
        root.remove("status");
        Trees.object(root, "metadata").put("namespace", context.namespace());
        return root;
    }
}
