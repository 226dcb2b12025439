package io.jenkins.plugins.flinkdeploy.run;

import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The deployed resources that a step means, and where they are.
 *
 * @param target what people call them: {@code orders.main}
 * @param access the target of Jenkins where they are
 * @param resources the resource, and the jobs of a session cluster after it
 * @param settings time limits and policies, of the file where there is one
 * @param cluster what the file says about them; empty for a resource that is meant by its name
 * @param provenance the build and the person who ask
 */
record Live(
        String target,
        TargetAccess access,
        List<ResourceId> resources,
        DeploySettings settings,
        Optional<ClusterDefinition> cluster,
        Order.Provenance provenance) {
    private static final String API_VERSION = "flink.apache.org/v1beta1";
    private static final String DEPLOYMENT = "FlinkDeployment";
    private static final String SESSION_JOB = "FlinkSessionJob";
    private static final String UNTOUCHED = "Nothing was changed.";

    Live {
        resources = List.copyOf(resources);
    }

    /**
     * Finds out. A workspace is needed only where no resource is named.
     *
     * @throws UserException when it is not clear what is meant, or it is not to be had
     */
    static Live of(LiveParameters parameters, RunFront front) throws IOException, InterruptedException {
        Origin origin = Origin.of(front.run(), front.environment(), Optional.empty());
        if (parameters.getName() != null && parameters.getSessionJob() != null) {
            throw new UserException("Both \"name\" and \"sessionJob\" are given.", UNTOUCHED, "Name one resource.");
        }
        return parameters.getName() == null && parameters.getSessionJob() == null
                ? ofFile(parameters, front, origin)
                : named(parameters, front, origin);
    }

    /**
     * The FlinkDeployment whose pods run it.
     *
     * @throws UserException when a session job is meant that does not exist
     */
    ResourceId cluster(ClusterApi api) {
        ResourceId first = resources.get(0);
        if (!first.kind().equals(SESSION_JOB)) {
            return first;
        }
        String name = api.get(first)
                .flatMap(job -> job.textAt("/spec/deploymentName"))
                .orElseThrow(
                        () -> new UserException(first + " does not exist.", UNTOUCHED, "Correct name and namespace."));
        return new ResourceId(API_VERSION, DEPLOYMENT, first.namespace(), name);
    }

    private static Live named(LiveParameters parameters, RunFront front, Origin origin)
            throws IOException, InterruptedException {
        FlinkTarget place = Targets.of(front.run()).of(parameters.getTarget());
        TargetAccess access = TargetAccess.of(place, front.run());
        boolean job = parameters.getSessionJob() != null;
        ResourceId resource = new ResourceId(
                API_VERSION,
                job ? SESSION_JOB : DEPLOYMENT,
                parameters.getNamespace() == null ? access.namespace() : parameters.getNamespace(),
                job ? parameters.getSessionJob() : parameters.getName());
        return new Live(
                resource.name(),
                access,
                List.of(resource),
                DeploySettings.defaults(),
                Optional.empty(),
                origin.provenance());
    }

    private static Live ofFile(LiveParameters parameters, RunFront front, Origin origin)
            throws IOException, InterruptedException {
        Definition definition =
                ReadFile.alone(new WorkspaceFiles(front.workspace()).read(parameters, origin.service()), front);
        ClusterDefinition chosen =
                Assignment.choose(definition, Optional.ofNullable(parameters.getCluster()), parameters.getFile());
        ClusterDefinition cluster = Optional.ofNullable(parameters.getNamespace())
                .map(chosen::withNamespace)
                .orElse(chosen);
        TargetAccess access = TargetAccess.of(Targets.of(front.run()).of(parameters.getTarget(), cluster), front.run());
        return new Live(
                Orders.target(cluster),
                access,
                Orders.resources(cluster, access.namespace()),
                cluster.deploy(),
                Optional.of(cluster),
                origin.provenance());
    }
}
