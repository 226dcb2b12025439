package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Images of a job whose libraries are in its jar, in both registries. */
@RunWith(Parameterized.class)
public class FatJarImageTest {
    private static final String PLACE = "/opt/flink/usrlib/job.jar";
    private static final long EARLY = 1_600_000_000_000L;
    private static final long LATE = 1_700_000_000_000L;

    @Parameters(name = "{0}")
    public static List<TestRegistry.Kind> registries() {
        return List.of(TestRegistry.Kind.values());
    }

    @Parameter
    public TestRegistry.Kind kind;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private TestRegistry registry;

    @Before
    public void start() throws Exception {
        registry = kind.start(folder.newFolder("registry").toPath());
        TestRegistry.pushBase(
                registry.address() + "/flink:1", folder.newFolder("base-cache").toPath());
    }

    @After
    public void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    public void two_clones_built_at_different_times_give_one_digest_and_the_second_pushes_nothing() throws Exception {
        BuiltImage first = build(clone("one", new FatJars().writtenAt(EARLY)), "cache-one", true);
        BuiltImage second = build(clone("two", new FatJars().writtenAt(LATE)), "cache-two", true);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.pushedBytes()).isZero();
    }

    @Test
    public void a_change_of_one_class_pushes_the_part_of_the_job_alone() throws Exception {
        build(clone("one", new FatJars()), "cache", true);
        log.clear();

        BuiltImage changed = build(
                clone(
                        "two",
                        new FatJars()
                                .with("org/example/orders/Job.class", "job v2")
                                .writtenAt(LATE)),
                "cache",
                true);

        assertThat(log.stream().filter(line -> line.endsWith("new, pushed")))
                .as("pushed layers")
                .hasSize(1);
        assertThat(changed.pushedBytes() * 100).isLessThan(changed.pushedBytes() + changed.skippedBytes());
    }

    @Test
    public void a_jar_that_is_not_to_be_split_is_pushed_whole() throws Exception {
        BuiltImage split = build(clone("one", new FatJars()), "cache", true);
        BuiltImage whole = build(clone("two", new FatJars()), "cache", false);
        assertThat(whole.digest()).isNotEqualTo(split.digest());

        BuiltImage changed =
                build(clone("three", new FatJars().with("org/example/orders/Job.class", "job v2")), "cache", false);

        assertThat(changed.pushedBytes()).isGreaterThan(4_000_000);
    }

    @Test
    public void builds_at_the_same_time_share_their_caches_and_give_what_each_alone_gives() throws Exception {
        List<Path> jars = List.of(
                clone("one", new FatJars()),
                clone("two", new FatJars().with("org/example/orders/Job.class", "job v2")),
                clone("three", new FatJars().with("org/example/orders/Job.class", "job v3")));
        List<Callable<BuiltImage>> builds = new ArrayList<>();
        for (Path jar : jars) {
            builds.add(() -> build(jar, "shared", true));
            builds.add(() -> build(jar, "shared", true));
        }
        ExecutorService workers = Executors.newFixedThreadPool(builds.size());
        List<String> together = new ArrayList<>();
        try {
            for (Future<BuiltImage> build : workers.invokeAll(builds)) {
                together.add(build.get().digest());
            }
        } finally {
            workers.shutdownNow();
        }

        List<String> alone = new ArrayList<>();
        for (Path jar : jars) {
            String digest = build(jar, "own", true).digest();
            alone.addAll(List.of(digest, digest));
        }
        assertThat(together).isEqualTo(alone);
    }

    private Path clone(String name, FatJars jar) throws IOException {
        return jar.write(folder.newFolder(name).toPath().resolve("job.jar"));
    }

    private BuiltImage build(Path jar, String cache, boolean split) throws IOException, InterruptedException {
        ImageRequest request = ImageRequest.of(
                        registry.address() + "/flink:1",
                        registry.address() + "/team/app",
                        List.of(new FileLayer("job jar", List.of(ImageFile.of(jar, PLACE)))))
                .withSplits(new TreeMap<>(split ? Map.of(PLACE, "org.example.orders.Job") : Map.of()))
                .withCaches(ImageCaches.below(folder.getRoot().toPath().resolve(cache)));
        return new ImageBuilder().build(request, RegistryCredentials.of("nobody", "secret"), log::add);
    }
}
