package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.flinkdeploy.localcluster.api.PodLogs;
import io.jenkins.plugins.flinkdeploy.localcluster.images.ImageStore;
import io.jenkins.plugins.flinkdeploy.localcluster.images.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The node. One loop looks at the whole cluster after every change and once a second, and takes what steps are due; a step that
 * was missed, for instance because the API server was away, is taken the next time.
 */
public final class Kubelet implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Kubelet.class.getName());
    private static final long TICK_MILLIS = 1000;
    private static final long SETTLE_MILLIS = 20;

    private final KubernetesClient client;
    private final DeploymentController deployments;
    private final PodTable pods;
    private final Path operatorHosts;
    private final List<SharedIndexInformer<? extends HasMetadata>> informers;
    private final Semaphore wake = new Semaphore(1);
    private final Thread loop = new Thread(this::loop, "kubelet");
    private volatile boolean closed;

    private Kubelet(KubernetesClient client, NodeContext node, String addressPrefix, Path operatorHosts) {
        this.client = client;
        this.deployments = new DeploymentController(client);
        this.pods = new PodTable(node, new AddressPool(addressPrefix), wake::release);
        this.operatorHosts = operatorHosts;
        this.informers = List.of(
                client.apps().deployments().inAnyNamespace().inform(new Waker<>()),
                client.pods().inAnyNamespace().inform(new Waker<>()),
                client.services().inAnyNamespace().inform(new Waker<>()));
    }

    /**
     * Starts the node.
     *
     * @param client access to the API server; closed with the kubelet
     * @param kubeconfig the file that Flink's processes find the API server with
     * @param directory where pods have their files; emptied at start
     * @param addressPrefix the first three numbers of the pods' loopback addresses, for instance {@code 127.77.3.}
     */
    public static Kubelet start(
            KubernetesClient client,
            Path kubeconfig,
            Path directory,
            String addressPrefix,
            ImageStore images,
            NodeOptions options)
            throws IOException {
        Path pods = directory.resolve("pods");
        Trees.delete(pods);
        NodeContext node =
                new NodeContext(options, client, kubeconfig, images, new EventRecorder(client, options.name()), pods);
        NodeObject.register(client, options);
        Path hosts = directory.resolve("hosts");
        HostsFiles.write(hosts, HostsFiles.file("127.0.0.1", "cluster", ""));
        Kubelet kubelet = new Kubelet(client, node, addressPrefix, hosts);
        kubelet.loop.setDaemon(true);
        kubelet.loop.start();
        return kubelet;
    }

    /** A hosts file with the names of all Services, for a process outside the pods such as the operator. */
    public Path hosts() {
        return operatorHosts;
    }

    /** What containers wrote to standard output. */
    public PodLogs logs() {
        return pods.logs();
    }

    private void loop() {
        while (!closed) {
            try {
                if (wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                    // Changes come in groups; one look at all of them is enough.
                    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
                    wake.drainPermits();
                }
                if (!closed) {
                    tick();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KubernetesClientException | IOException e) {
                LOGGER.log(Level.FINE, "The node could not do all that was due; it tries again", e);
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "The node could not do all that was due; it tries again", e);
            }
        }
    }

    private void tick() throws IOException {
        List<Deployment> wanted =
                client.apps().deployments().inAnyNamespace().list().getItems();
        List<Pod> all = client.pods().inAnyNamespace().list().getItems();
        List<Service> services = client.services().inAnyNamespace().list().getItems();
        pods.reconcile(all);
        String names = HostsFiles.services(services, all);
        HostsFiles.write(operatorHosts, HostsFiles.file("127.0.0.1", "cluster", names));
        pods.writeHosts(names);
        for (Deployment deployment : wanted) {
            String namespace = deployment.getMetadata().getNamespace();
            deployments.reconcile(
                    deployment,
                    all.stream()
                            .filter(pod -> pod.getMetadata().getNamespace().equals(namespace))
                            .toList());
        }
    }

    /** Stops all pods at once and then the node. */
    @Override
    public void close() {
        closed = true;
        loop.interrupt();
        informers.forEach(SharedIndexInformer::close);
        pods.close();
        client.close();
    }

    private final class Waker<T> implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            wake.release();
        }

        @Override
        public void onUpdate(T before, T after) {
            wake.release();
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            wake.release();
        }
    }
}
