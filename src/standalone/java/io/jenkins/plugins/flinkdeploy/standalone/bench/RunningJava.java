package io.jenkins.plugins.flinkdeploy.standalone.bench;

import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.FileLayer;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageBuilder;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageFile;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageRequest;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This project in a Java that runs already, as on an agent; with a cache of its own for each round. */
record RunningJava(Path cache, int round) implements Tool {
    static final String NAME = "flink-deploy";

    private static final String TARGET = "/opt/flink/usrlib/job.jar";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String repository() {
        return "running-java" + round + "/app";
    }

    @Override
    public Optional<Pushed> build(Path context, String image) throws InterruptedException {
        String registry = image.replaceFirst("/.*", "");
        ImageRequest request = ImageRequest.of(
                        registry + "/flink:1",
                        image.replaceFirst(":[^:/]+$", ""),
                        List.of(new FileLayer("job jar", List.of(ImageFile.of(context.resolve("job.jar"), TARGET)))))
                .withTag(image.replaceFirst(".*:", ""))
                .withSplits(Map.of(TARGET, FatJob.MAIN_CLASS))
                .withCaches(ImageCaches.below(cache));
        BuiltImage built = new ImageBuilder().build(request, RegistryCredentials.fromDockerConfig(), line -> {});
        return Optional.of(new Pushed(built.pushedBytes(), built.skippedBytes()));
    }
}
