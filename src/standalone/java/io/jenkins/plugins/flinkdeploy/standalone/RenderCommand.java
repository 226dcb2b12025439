package io.jenkins.plugins.flinkdeploy.standalone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.ManifestYaml;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy render}. */
@Command(
        name = "render",
        description = {
            "Prints the resources of a cluster file as YAML. Needs no cluster; the same file gives the same bytes.",
            "An image that is to be built is named by its repository and tag."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:the command line or the file is wrong"})
final class RenderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FileOptions files = new FileOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The namespace for clusters that name none. Default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(names = "--image", paramLabel = "IMAGE", description = "The image, instead of what the file says.")
    private Optional<String> image = Optional.empty();

    @Option(names = "--commit", paramLabel = "ID", description = "The commit to write on the resources, and as tag.")
    private Optional<String> commit = Optional.empty();

    @Override
    public Integer call() {
        Order.Provenance provenance = new Order.Provenance(commit, Optional.empty(), Optional.empty());
        List<String> documents = new ArrayList<>();
        for (ClusterDefinition cluster : files.chooseAll(files.read(spec))) {
            for (RenderedResource rendered : Previews.of(cluster, namespace, provenance, image)) {
                documents.add(ManifestYaml.write(withoutDeployment(rendered.manifest())));
            }
        }
        spec.commandLine().getOut().print(String.join("---\n", documents));
        spec.commandLine().getOut().flush();
        return ExitCode.SUCCESS.code();
    }

    /** There is no deployment here that the resource could carry the id of. */
    private static Manifest withoutDeployment(Manifest manifest) {
        ObjectNode tree = manifest.toTree();
        tree.withObject("/metadata").withObject("/annotations").remove(Annotations.DEPLOYMENT_ID);
        return Manifest.of(tree);
    }
}
