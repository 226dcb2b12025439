package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentListener;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentMachine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentRunner;
import io.jenkins.plugins.flinkdeploy.engine.deploy.FlinkJobProbe;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LocalPreparer;
import io.jenkins.plugins.flinkdeploy.engine.deploy.LogLine;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Deploys manifests as the command line does: the same preparation, threads, probe, and state written to a file. */
final class Deployer implements AutoCloseable {
    private final ClusterApi cluster;
    private final Path directory;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Deployer(ClusterApi cluster, Path directory) throws IOException {
        this.cluster = cluster;
        this.directory = Files.createDirectories(directory);
    }

    /** Deploys, and returns when the deployment has ended. */
    Deployment deploy(ObjectNode manifest, DeploySettings settings, DeploymentListener listener) {
        ClusterDefinition definition = DefinitionReader.read(
                        new NamedSource("bench.yaml", Json.write(manifest)), "bench")
                .clusters()
                .get(0)
                .withDeploy(settings);
        Order order = Orders.all(
                        definition,
                        BenchCluster.NAMESPACE,
                        new Order.Provenance(Optional.empty(), Optional.empty(), Optional.of("bench")),
                        false,
                        false,
                        Clock.systemUTC().instant())
                .get(0);
        LocalPreparer preparer = new LocalPreparer(
                definition,
                directory,
                RegistryCredentials.fromDockerConfig(),
                ImageCaches.below(directory),
                false,
                line -> {});
        return new DeploymentRunner(
                        DeploymentMachine.start(order),
                        cluster,
                        preparer,
                        new FlinkJobProbe(cluster),
                        workers,
                        timer,
                        Clock.systemUTC(),
                        (deployment, log) -> {
                            save(deployment);
                            listener.changed(deployment, log);
                        })
                .start()
                .join();
    }

    /** As above, of no interest while it goes on. */
    Deployment deploy(ObjectNode manifest, DeploySettings settings) {
        return deploy(manifest, settings, (Deployment deployment, List<LogLine> log) -> {});
    }

    private void save(Deployment deployment) {
        try {
            Path part = Files.createTempFile(directory, "state", ".part");
            Files.writeString(part, deployment.toJson());
            Files.move(
                    part,
                    directory.resolve(deployment.order().id() + ".json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        timer.shutdownNow();
    }
}
