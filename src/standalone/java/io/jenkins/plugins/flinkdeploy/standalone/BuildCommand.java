package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy build}. */
@Command(
        name = "build",
        description = {
            "Builds the job image of a cluster and pushes what the registry does not have.",
            "Touches no cluster."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the registry has the image",
            "2:a file, the registry or the command line is wrong; the tag is as it was"
        })
final class BuildCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: json prints one object at the end and progress to standard error.")
    private Output output;

    @Option(
            names = "--commit",
            paramLabel = "ID",
            description = "The commit, which is the tag. Default: HEAD of the file's repository.")
    private Optional<String> commit = Optional.empty();

    /** What is printed as JSON. */
    record Result(
            String image,
            String digest,
            String baseDigest,
            String tag,
            long pushedBytes,
            long skippedBytes,
            double seconds) {
        static Result of(BuiltImage built) {
            return new Result(
                    built.pinned(),
                    built.digest(),
                    built.baseDigest(),
                    built.tag(),
                    built.pushedBytes(),
                    built.skippedBytes(),
                    built.duration().toMillis() / 1000.0);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        ClusterDefinition cluster = files.choose(files.read(spec));
        Order.Provenance provenance =
                new Order.Provenance(commit.or(() -> files.git().commit()), Optional.empty(), Optional.empty());
        JobImage image = JobImage.of(cluster, provenance, false)
                .orElseThrow(() -> new UserException(
                        "There is nothing to build: " + files.file() + " names an image that exists already.",
                        "Nothing was built or changed.",
                        "Name a base image and files under the key \"image\"."))
                .withAccess(registry.access());
        PrintWriter out = spec.commandLine().getOut();
        TransferLines lines =
                new TransferLines(output == Output.JSON ? spec.commandLine().getErr() : out, Terminal.isThere());
        try {
            BuiltImage built =
                    image.build(files.root(), registry.credentials(System.in), ImageCaches.ofUser(), lines, lines);
            lines.finish();
            if (output == Output.JSON) {
                out.println(Json.writePretty(Result.of(built)));
            }
        } finally {
            lines.finish();
        }
        out.flush();
        return ExitCode.SUCCESS.code();
    }
}
