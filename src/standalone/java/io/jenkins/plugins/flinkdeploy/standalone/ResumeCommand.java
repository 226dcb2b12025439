package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalPreparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Preparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rendering;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flink-deploy resume}. */
@Command(
        name = "resume",
        description = "Goes on with a deployment, or a group of them, whose command line was ended.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0, 1, 2, 3, 4, 130:as for deploy"})
final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The id of the deployment, or of the group, as deploy printed it.")
    private String id;

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private RunOptions run = new RunOptions();

    @Override
    public Integer call() {
        DeploymentGroup saved = run.store().read(id);
        Map<String, Place> places = new HashMap<>();
        saved.asked().forEach(member -> places.put(member.id(), place(saved, member)));
        return run.run(spec, saved, places);
    }

    private Place place(DeploymentGroup saved, DeploymentGroup.Member member) {
        Optional<Call> call = run.store().readCall(member.id());
        ClusterConnection connection = call.map(target::orElse).orElse(target).connection();
        if (member.deployment().prepared().isPresent()) {
            return new Place(connection, any -> member.deployment().prepared().orElseThrow());
        }
        Order order = member.deployment().order();
        if (order.revision().isPresent() || order.control().isPresent()) {
            return new Place(connection, RunOptions.NOTHING_TO_PREPARE);
        }
        // The file is needed only when the image was not built yet.
        return new Place(
                connection, preparer(saved, member, call.map(files::orElse).orElse(files)));
    }

    private Preparer preparer(DeploymentGroup saved, DeploymentGroup.Member member, FileOptions described) {
        ResourceId resource = member.deployment().order().resource();
        ClusterDefinition cluster = described.chooseAll(described.read()).stream()
                .filter(candidate -> Rendering.describes(candidate, resource))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        described.file() + " does not describe " + resource + ".",
                        "Nothing was built or changed.",
                        "Name the file, and the environment, that describe it: --file, --environment."));
        LocalPreparer preparer = run.preparer(spec, cluster, described.root());
        List<String> ofCluster = saved.asked()
                .filter(other ->
                        Rendering.describes(cluster, other.deployment().order().resource()))
                .map(DeploymentGroup.Member::id)
                .toList();
        saved.imageOf(ofCluster).ifPresent(preparer::goOnWith);
        return preparer;
    }
}
