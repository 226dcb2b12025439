package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What is applied is applied once, is dated by the cluster, and is known again when somebody changed it. */
public class ResourceWriterTest {
    private final Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofHours(3));
    private LocalApiServer server;
    private ClusterApi cluster;
    private TargetLease lease;
    private ResourceWriter writer;

    @Before
    public void start() {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
        lease = new TargetLease(cluster, deployment().order());
        writer = new ResourceWriter(cluster, lease, wrong);
    }

    @After
    public void stop() {
        cluster.close();
        server.close();
    }

    @Test
    public void an_apply_is_dated_by_the_clock_of_the_cluster() {
        Input.Applied applied = (Input.Applied) writer.write(deployment(), manifest());
        Instant taken = applied.clusterTime().orElseThrow();
        assertThat(Duration.between(taken, Instant.now()).abs()).isLessThan(Duration.ofHours(1));
        assertThat(Duration.between(taken, applied.at())).isGreaterThan(Duration.ofHours(2));
    }

    @Test
    public void what_arrived_is_not_sent_again_even_if_somebody_changed_it_since() {
        Input.Applied first = (Input.Applied) writer.write(deployment(), manifest());
        edit("img:edited");
        Input.Applied second = (Input.Applied) writer.write(deployment(), manifest());
        assertThat(second.generation()).isEqualTo(first.generation() + 1);
        assertThat(second.clusterTime()).isEqualTo(first.clusterTime());
        assertThat(cluster.get(Play.RESOURCE).orElseThrow().textAt("/spec/image"))
                .contains("img:edited");
    }

    @Test
    public void a_change_by_hand_while_it_was_deployed_is_seen_with_the_name_of_who_made_it() {
        Input.Applied applied = (Input.Applied) writer.write(deployment(), manifest());
        Deployment waiting = waiting(applied.generation());
        assertThat(((Input.Confirmed) writer.confirm(waiting)).changedBy()).isEmpty();
        edit("img:edited");
        assertThat(((Input.Confirmed) writer.confirm(waiting)).changedBy().orElse(""))
                .contains("kubectl-edit")
                .contains(".spec.image");
    }

    @Test
    public void a_change_by_hand_ends_the_deployment_and_is_left_alone() {
        Play play = Play.of(Play.SETTINGS).locked().baseline(Play.healthy()).applied(3);
        Sight healthy = Sight.running().sample(Sight.sample(0, 2));
        play.seeFor(Duration.ofMinutes(1), healthy).expect(Effect.Confirm.class);
        play.tell(new Input.Confirmed(
                play.now(),
                Optional.of(healthy.resource()),
                Optional.of("field manager \"kubectl-edit\" owns .spec.image")));
        play.diagnosed().finish(Effect.Unlock.class).ended(Phase.FAILED);
        assertThat(play.summary()).contains("kubectl-edit").contains("leaves the target as it is");
    }

    @Test
    public void under_a_lease_that_was_held_all_the_time_an_apply_is_one_request() {
        lease.acquire(wrong.instant());
        ResourceWriter.Look look = writer.look(cluster.get(Play.RESOURCE));
        lease.acquire(wrong.instant());
        int before = server.requestCount();

        Input.Applied applied = (Input.Applied) writer.writeFirst(deployment(), manifest(), look);

        assertThat(applied.clusterTime()).isPresent();
        assertThat(server.requestCount() - before).isEqualTo(1);
    }

    @Test
    public void once_another_deployment_may_have_held_the_lease_the_target_is_looked_at_again() {
        lease.acquire(wrong.instant());
        ResourceWriter.Look look = writer.look(cluster.get(Play.RESOURCE));
        ObjectNode theirs = manifest().toTree();
        theirs.withObject("/metadata/annotations").put(Annotations.DEPLOYMENT_ID, "d-other");
        cluster.list("coordination.k8s.io/v1", "Lease", "streaming", "").forEach(found -> cluster.delete(found.id()));
        cluster.apply(Manifest.of(theirs), false);
        lease.acquire(wrong.instant());

        Input answer = writer.writeFirst(deployment(), manifest(), look);

        assertThat(((Input.Overtaken) answer).problem()).contains("d-other");
    }

    private void edit(String image) {
        ObjectNode patch = Json.object();
        patch.withObject("/spec").put("image", image);
        try (var kubectl = server.newClient()) {
            kubectl.genericKubernetesResources(Play.RESOURCE.apiVersion(), Play.RESOURCE.kind())
                    .inNamespace("streaming")
                    .withName("orders-main")
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.JSON_MERGE)
                                    .withFieldManager("kubectl-edit")
                                    .build(),
                            Json.write(patch));
        }
    }

    private static Deployment deployment() {
        return Play.of(Play.SETTINGS).locked().baseline(Play.nothing()).deployment();
    }

    private static Deployment waiting(long generation) {
        return Play.of(Play.SETTINGS)
                .locked()
                .baseline(Play.nothing())
                .applied(generation)
                .deployment();
    }

    private static Manifest manifest() {
        ObjectNode tree = Play.manifest("d-new", "savepoint", "img:new").toTree();
        tree.withObject("/metadata/annotations").put(Annotations.CONTENT_HASH, "new");
        return Manifest.of(tree);
    }
}
