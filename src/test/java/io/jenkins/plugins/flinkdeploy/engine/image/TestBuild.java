package io.jenkins.plugins.flinkdeploy.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Builds of a small job below a directory, with pauses that are noted instead of waited for. */
final class TestBuild {
    private static final int JAR_BYTES = 300_000;

    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    private final Path directory;

    TestBuild(Path directory) {
        this.directory = directory;
    }

    /** Builds on {@code flink:1} of a registry and pushes to {@code team/app} there. */
    BuiltImage run(String registry, RegistryCredentials credentials, RegistryAccess access)
            throws IOException, InterruptedException {
        return builder(6).build(request(registry, "cache").withAccess(access), credentials, log::add);
    }

    /** As above, as nobody, without TLS. */
    BuiltImage run(String registry) throws IOException, InterruptedException {
        return run(registry, RegistryCredentials.of("nobody", "secret"), RegistryAccess.DEFAULT);
    }

    ImageBuilder builder(int attempts) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        return new ImageBuilder(
                References::isLoopback,
                new BackOff(attempts, Duration.ofSeconds(1), Duration.ofMinutes(1), clock),
                pauses::add);
    }

    ImageRequest request(String registry, String cache) throws IOException {
        byte[] noise = new byte[JAR_BYTES];
        new Random(1).nextBytes(noise);
        Path jar = Files.write(directory.resolve("job.jar"), noise);
        return ImageRequest.of(
                        registry + "/flink:1",
                        registry + "/team/app",
                        List.of(new FileLayer("job jar", List.of(ImageFile.of(jar, "/opt/flink/usrlib/job.jar")))))
                .withCaches(ImageCaches.below(directory.resolve(cache)));
    }
}
