package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which deployed resources are meant: those of a cluster file, or one by its name, for whoever has no checkout at hand. */
final class LiveOptions {

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The FlinkDeployment of this name, instead of a cluster file.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--session-job",
            paramLabel = "NAME",
            description = "The FlinkSessionJob of this name, instead of a cluster file.")
    private Optional<String> sessionJob = Optional.empty();

    /**
     * What is meant.
     *
     * @param target what people call it
     * @param resources the resource, and the jobs of a session cluster after it
     */
    record Live(String target, List<ResourceId> resources, DeploySettings settings, ClusterConnection connection) {}

    Live live(CommandSpec spec) {
        if (name.isPresent() || sessionJob.isPresent()) {
            if (name.isPresent() && sessionJob.isPresent()) {
                throw new UserException(
                        "--name and --session-job cannot be used together.",
                        "Nothing was changed.",
                        "Name one resource.");
            }
            ClusterConnection connection = target.connection();
            ResourceId resource = new ResourceId(
                    ResourceId.FLINK_API,
                    name.isPresent() ? "FlinkDeployment" : "FlinkSessionJob",
                    connection.namespace(),
                    name.or(() -> sessionJob).orElseThrow());
            return new Live(resource.name(), List.of(resource), DeploySettings.defaults(), connection);
        }
        ClusterDefinition cluster = files.choose(files.read(spec));
        ClusterConnection connection = target.connection(cluster);
        return new Live(
                Orders.target(cluster),
                Orders.resources(cluster, connection.namespace()),
                cluster.deploy(),
                connection);
    }
}
