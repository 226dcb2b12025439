package io.jenkins.plugins.flinkdeploy.localcluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The server through a client as the operator and the engine use it. */
public class ClientsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Rule
    public final ServedApi api = new ServedApi();

    private KubernetesClient client;

    @Before
    public void connect() {
        client = api.server().newClient();
    }

    @After
    public void disconnect() {
        client.close();
    }

    @Test
    public void a_watch_sees_what_there_is_and_every_change() {
        List<String> events = new CopyOnWriteArrayList<>();
        client.configMaps().inNamespace("default").resource(map("a", "1")).create();
        Watch watch = client.configMaps().inNamespace("default").watch(into(events));
        try {
            client.configMaps().inNamespace("default").resource(map("b", "1")).create();
            client.configMaps()
                    .inNamespace("default")
                    .resource(map("b", "2"))
                    .forceConflicts()
                    .serverSideApply();
            client.configMaps().inNamespace("default").withName("a").delete();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(events)
                    .containsExactly("ADDED a", "ADDED b", "MODIFIED b", "DELETED a"));
        } finally {
            watch.close();
        }
    }

    @Test
    public void an_informer_survives_an_outage_and_learns_what_changed_meanwhile() {
        List<String> events = new CopyOnWriteArrayList<>();
        try (var informer = client.configMaps().inNamespace("default").inform(handler(events))) {
            client.configMaps().inNamespace("default").resource(map("a", "1")).create();
            await().atMost(LIMIT).until(() -> events.contains("add a"));

            api.server().setOutage(true);
            api.server().setOutage(false);
            // Not the client that watches: it may still try a connection that the outage broke.
            try (KubernetesClient another = api.server().newClient()) {
                another.configMaps()
                        .inNamespace("default")
                        .resource(map("b", "1"))
                        .create();
            }

            await().atMost(LIMIT).until(() -> events.contains("add b"));
            assertThat(informer.getStore().list()).hasSize(2);
        }
    }

    @Test
    public void custom_kinds_are_discovered() {
        assertThat(client.hasApiGroup("example.org", true)).isTrue();
        assertThat(client.hasApiGroup("example.com", true)).isFalse();
        assertThat(client.getApiResources("example.org/v1").getResources())
                .extracting("kind")
                .contains("Parcel");
        assertThat(client.getKubernetesVersion().getMajor()).isEqualTo("1");
    }

    @Test
    public void everything_is_allowed() {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb("delete")
                .endResourceAttributes()
                .endSpec()
                .build();
        assertThat(client.authorization()
                        .v1()
                        .selfSubjectAccessReview()
                        .create(review)
                        .getStatus()
                        .getAllowed())
                .isTrue();
    }

    @Test
    public void pods_start_as_pending_and_their_status_is_written_apart() {
        Pod pod = client.pods()
                .inNamespace("default")
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("p")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("main")
                        .withImage("x:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");

        client.pods().inNamespace("default").withName("p").editStatus(p -> new PodBuilder(p)
                .editOrNewStatus()
                .withPhase("Running")
                .endStatus()
                .build());
        client.pods().inNamespace("default").withName("p").edit(p -> new PodBuilder(p)
                .editMetadata()
                .addToLabels("x", "y")
                .endMetadata()
                .editStatus()
                .withPhase("Failed")
                .endStatus()
                .build());

        Pod last = client.pods().inNamespace("default").withName("p").get();
        assertThat(last.getStatus().getPhase()).isEqualTo("Running");
        assertThat(last.getMetadata().getLabels()).containsEntry("x", "y");
    }

    @Test
    public void an_update_of_an_old_version_is_refused() {
        ConfigMap first = client.configMaps()
                .inNamespace("default")
                .resource(map("a", "1"))
                .create();
        client.configMaps().inNamespace("default").withName("a").edit(m -> new ConfigMapBuilder(m)
                .addToData("k", "2")
                .build());

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> client.resource(first)
                        .lockResourceVersion(first.getMetadata().getResourceVersion())
                        .update()))
                .hasMessageContaining("the object has been modified");
    }

    @Test
    public void generic_resources_can_be_applied_and_listed_by_label() {
        GenericKubernetesResource parcel = client.genericKubernetesResources("example.org/v1", "Parcel")
                .inNamespace("default")
                .load(new java.io.ByteArrayInputStream(
                        ServedApi.parcel("one", "{\"size\":1}").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .serverSideApply();
        assertThat(parcel.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(client.genericKubernetesResources("example.org/v1", "Parcel")
                        .inNamespace("default")
                        .withLabel("a", "b")
                        .list()
                        .getItems())
                .isEmpty();
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData("k", value)
                .build();
    }

    private static Watcher<ConfigMap> into(List<String> events) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                events.add(action + " " + map.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                events.add("closed " + cause);
            }
        };
    }

    private static ResourceEventHandler<ConfigMap> handler(List<String> events) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap map) {
                events.add("add " + map.getMetadata().getName());
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap after) {
                events.add("update " + after.getMetadata().getName());
            }

            @Override
            public void onDelete(ConfigMap map, boolean unknown) {
                events.add("delete " + map.getMetadata().getName());
            }
        };
    }
}
