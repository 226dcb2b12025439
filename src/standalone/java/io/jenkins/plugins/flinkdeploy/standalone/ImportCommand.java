package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.adopt.Imported;
import io.jenkins.plugins.flinkdeploy.engine.resource.adopt.ManifestImport;
import io.jenkins.plugins.flinkdeploy.engine.resource.adopt.PaastaImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy import}. */
@Command(
        name = "import",
        description = {
            "Writes a cluster file for what there is already: FlinkDeployment manifests, a live FlinkDeployment, or an"
                    + " instance file of PaaSTA.",
            "The file goes to standard output, what a person should know to standard error. Changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:the command line or the file is wrong, or the cluster cannot be read"})
final class ImportCommand implements Callable<Integer> {
    private static final String UNTOUCHED = "Nothing was written.";

    /** What a file can be. */
    enum Format {
        MANIFEST,
        PAASTA
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The file to import.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            defaultValue = "manifest",
            description = "${COMPLETION-CANDIDATES}")
    private Format format;

    @Option(
            names = "--from-cluster",
            paramLabel = "NAME",
            description = "The FlinkDeployment of this name on the cluster, with its session jobs, instead of a file.")
    private Optional<String> live = Optional.empty();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "The service, for PaaSTA. Default: the name of the file's directory.")
    private Optional<String> service = Optional.empty();

    @Option(
            names = "--exact",
            description = "Keep even words that mean the same, so that the first deployment restarts nothing.")
    private boolean exact;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Override
    public Integer call() {
        if (file.isPresent() == live.isPresent()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Say what to import: either --file or --from-cluster.");
        }
        Imported imported = live.isPresent() ? fromCluster(live.get()) : fromFile(file.orElseThrow());
        spec.commandLine().getOut().print(imported.yaml());
        spec.commandLine().getOut().flush();
        imported.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
        return ExitCode.SUCCESS.code();
    }

    private Imported fromFile(Path path) {
        Path fileName = path.getFileName();
        String name = fileName == null ? path.toString() : fileName.toString();
        String text;
        try {
            text = Files.readString(path);
        } catch (IOException e) {
            throw new UserException(
                    "The file " + path + " cannot be read as text: " + e.getMessage() + ".", UNTOUCHED, "", e);
        }
        if (format == Format.MANIFEST) {
            return ManifestImport.ofYaml(name, text, exact);
        }
        String directory = Optional.ofNullable(path.toAbsolutePath().getParent())
                .map(Path::getFileName)
                .map(Path::toString)
                .orElse("flink");
        return PaastaImport.of(name, text, service.orElse(directory));
    }

    private Imported fromCluster(String name) {
        ClusterConnection connection = target.connection();
        ResourceId id = new ResourceId(ResourceId.FLINK_API, "FlinkDeployment", connection.namespace(), name);
        try (ClusterApi cluster = connection.connect()) {
            Manifest found = cluster.get(id)
                    .orElseThrow(
                            () -> new UserException("There is no " + id + ".", UNTOUCHED, "Check name and namespace."));
            List<Manifest> all = new ArrayList<>(List.of(found));
            if (cluster.serves(ResourceId.FLINK_API, "FlinkSessionJob")) {
                cluster.list(ResourceId.FLINK_API, "FlinkSessionJob", connection.namespace(), "").stream()
                        .filter(job -> job.textAt("/spec/deploymentName")
                                .filter(name::equals)
                                .isPresent())
                        .forEach(all::add);
            }
            return ManifestImport.of(id.toString(), all, exact);
        } catch (ClusterException e) {
            throw new UserException("The cluster cannot be read: " + e.getMessage(), UNTOUCHED, "", e);
        }
    }
}
