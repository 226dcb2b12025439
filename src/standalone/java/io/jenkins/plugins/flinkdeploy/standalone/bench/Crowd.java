package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Prepared;
import io.jenkins.plugins.flinkdeploy.engine.deploy.WorkPool;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** Many deployments at once, on threads as a Jenkins controller has them. */
final class Crowd implements AutoCloseable {
    private static final int WORKERS = 8;

    private static final int BUILDERS = 25;
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 2;
    /** Options that a real specification has. */
    private static final int OPTIONS = 25;

    private final ThreadPoolExecutor workers = pool(WORKERS);
    private final ThreadPoolExecutor builders = pool(BUILDERS);
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(2);
    private final ClusterApi cluster;
    private final List<DeploymentRunner> runners = new ArrayList<>();
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

    Crowd(String url) {
        cluster = ClusterConnection.of(url, Optional.empty(), Optional.empty(), false)
                .connect();
    }

    private static ThreadPoolExecutor pool(int threads) {
        return WorkPool.of(threads, IDLE, Executors.defaultThreadFactory());
    }

    static String name(int number) {
        return "job-" + number;
    }

    /** @return the name of the deployed resource */
    String begin(int number) {
        String name = name(number);
        Manifest manifest = manifest(name);
        Order order = new Order(
                "bench-" + number,
                name,
                manifest.id(),
                DeploySettings.defaults().withSoak(Duration.ZERO).withMinCheckpoints(0),
                new Order.Provenance(Optional.empty(), Optional.empty(), Optional.of("bench")),
                false,
                false,
                Clock.systemUTC().instant());
        DeploymentRunner runner = new DeploymentRunner(
                DeploymentMachine.start(order),
                cluster,
                asked -> new Prepared(manifest, "config", "content", Optional.empty()),
                new FlinkJobProbe(cluster),
                new DeploymentRunner.Threads(workers, builders, timer),
                Clock.systemUTC(),
                (deployment, log) -> {});
        runners.add(runner);
        runner.start().thenRun(() -> ends.put(number, System.nanoTime()));
        return name;
    }

    Deployment deployment(int number) {
        return runners.get(number).current();
    }

    long endedAt(int number) {
        return ends.get(number);
    }

    void awaitPhase(int number, Set<Phase> phases) throws InterruptedException {
        await(number, () -> phases.contains(deployment(number).phase()));
    }

    void awaitAll(Phase phase) throws InterruptedException {
        for (int number = 0; number < runners.size(); number++) {
            awaitPhase(number, Set.of(phase));
        }
    }

    void awaitEnd(int number) throws InterruptedException {
        await(number, () -> ends.containsKey(number));
    }

    private void await(int number, java.util.function.BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            Deployment now = deployment(number);
            if (System.nanoTime() > limit || now.phase() == Phase.FAILED) {
                throw new IllegalStateException("Deployment " + number + " is " + now.phase() + ": " + now.summary()
                        + now.retry().map(Deployment.Retry::problem).orElse(""));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static Manifest manifest(String name) {
        ObjectNode tree =
                Json.object().put("apiVersion", BenchCluster.API_VERSION).put("kind", "FlinkDeployment");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name).put("namespace", BenchCluster.NAMESPACE);
        ObjectNode spec = tree.putObject("spec");
        spec.put("image", "registry.example.org/flink/" + name + ":1").put("flinkVersion", "v1_19");
        spec.put("serviceAccount", "flink");
        ObjectNode options = spec.putObject("flinkConfiguration");
        for (int option = 1; option <= OPTIONS; option++) {
            options.put("some.option.of.flink.number-" + option, "its value for " + name);
        }
        spec.putObject("jobManager")
                .putObject("resource")
                .put("memory", "1024m")
                .put("cpu", 1);
        spec.putObject("taskManager")
                .putObject("resource")
                .put("memory", "2048m")
                .put("cpu", 1);
        ObjectNode job = spec.putObject("job").put("jarURI", "local:///opt/flink/usrlib/job.jar");
        job.put("parallelism", 4).put("upgradeMode", "stateless");
        job.putArray("args").add("--topic").add("orders").add("--group").add(name);
        return Manifest.of(tree);
    }

    @Override
    public void close() {
        runners.forEach(DeploymentRunner::detach);
        workers.shutdownNow();
        builders.shutdownNow();
        timer.shutdownNow();
        cluster.close();
    }
}
