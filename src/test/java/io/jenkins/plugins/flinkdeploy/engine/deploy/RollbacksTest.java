package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RollbacksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private LocalApiServer server;
    private ClusterApi cluster;

    @Before
    public void start() {
        server = LocalCrd.start();
        cluster = LocalCrd.connect(server);
    }

    @After
    public void stop() {
        cluster.close();
        server.close();
    }

    @Test
    public void the_default_is_the_newest_revision_that_is_not_what_stands_there() {
        stands("orders", "d-3", "commit-3", "three");
        revision("orders", 1, "one");
        revision("orders", 2, "two");
        revision("orders", 3, "three");
        Order order = order("orders", Optional.empty());
        assertThat(order.revision()).contains(2L);
        assertThat(order.provenance().commit()).contains("commit-two");
        assertThat(order.settings().rollback()).isEqualTo(RollbackPolicy.MANUAL);
    }

    @Test
    public void a_failed_deployment_that_was_left_is_rolled_back_to_the_last_good_one() {
        stands("orders", "d-3", "commit-3", "three");
        revision("orders", 1, "one");
        revision("orders", 2, "two");
        assertThat(order("orders", Optional.empty()).revision()).contains(2L);
    }

    @Test
    public void a_revision_that_is_not_there_names_those_that_are() {
        stands("orders", "d-2", "commit-2", "two");
        revision("orders", 1, "one");
        revision("orders", 2, "two");
        assertThatThrownBy(() -> order("orders", Optional.of(9L)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no revision 9")
                .hasMessageContaining("2, 1");
    }

    @Test
    public void nothing_to_go_back_to_is_said() {
        stands("orders", "d-1", "commit-1", "one");
        revision("orders", 1, "one");
        assertThatThrownBy(() -> order("orders", Optional.empty())).hasMessageContaining("no earlier revision");
    }

    @Test
    public void the_resource_of_the_revision_comes_back_under_the_id_of_the_rollback() {
        stands("orders", "d-2", "commit-2", "two");
        revision("orders", 1, "one");
        revision("orders", 2, "two");
        Order order = order("orders", Optional.of(1L));
        Prepared prepared = Rollbacks.prepared(order, new Revisions(cluster).of(order.resource()));
        assertThat(prepared.contentHash()).isEqualTo("one");
        assertThat(prepared.manifest().textAt("/spec/image")).contains("img:one");
        assertThat(prepared.manifest().annotation(Annotations.DEPLOYMENT_ID)).contains(order.id());
        assertThat(prepared.manifest().annotation(Annotations.DEPLOYED_BY)).contains("kim");
    }

    @Test
    public void of_several_resources_only_those_of_the_last_deployment_go_back() {
        stands("session", "d-20260301", "commit-a", "one");
        stands("job-a", "d-20260302", "commit-b", "two");
        stands("job-b", "d-20260303", "commit-b", "two");
        for (String name : List.of("session", "job-a", "job-b")) {
            revision(name, 1, "one");
            revision(name, 2, "two");
        }
        List<ResourceId> all = List.of(id("session"), id("job-a"), id("job-b"));
        assertThat(new Rollbacks(cluster).orders(all, request(Optional.empty()), NOW))
                .extracting(order -> order.resource().name())
                .containsExactly("job-a", "job-b");
        assertThatThrownBy(() -> new Rollbacks(cluster).orders(all, request(Optional.of(1L)), NOW))
                .hasMessageContaining("belongs to one resource");
    }

    @Test
    public void a_list_says_what_stands_there_and_what_was_rolled_back() {
        stands("orders", "d-2", "commit-two", "one");
        ObjectNode patch = cluster.get(id("orders")).orElseThrow().toTree();
        patch.removeAll();
        patch.withObject("/metadata/annotations").put(Annotations.ROLLED_BACK_COMMIT, "commit-two");
        cluster.patch(id("orders"), patch);
        revision("orders", 1, "one");
        revision("orders", 2, "two");
        List<RevisionLine> lines = new Rollbacks(cluster).list(id("orders"));
        assertThat(lines).extracting(RevisionLine::number).containsExactly(2L, 1L);
        assertThat(lines).extracting(RevisionLine::current).containsExactly(false, true);
        assertThat(lines).extracting(RevisionLine::rolledBack).containsExactly(true, false);
    }

    private Order order(String name, Optional<Long> to) {
        return new Rollbacks(cluster).order(id(name), request(to), NOW);
    }

    private static Rollbacks.Request request(Optional<Long> to) {
        return new Rollbacks.Request(
                "orders.main", Play.SETTINGS, to, Optional.empty(), Optional.empty(), Optional.of("kim"), false);
    }

    private static ResourceId id(String name) {
        return new ResourceId(Play.RESOURCE.apiVersion(), "FlinkDeployment", "streaming", name);
    }

    private void stands(String name, String deploymentId, String commit, String content) {
        cluster.create(manifest(name, deploymentId, commit, content));
    }

    private void revision(String name, long number, String content) {
        new Revisions(cluster)
                .write(
                        id(name),
                        cluster.get(id(name))
                                .flatMap(live -> live.textAt("/metadata/uid"))
                                .orElseThrow(),
                        new Revision(
                                "d-" + number,
                                number,
                                manifest(name, "d-" + number, "commit-" + content, content),
                                "config",
                                content,
                                Optional.of("commit-" + content),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                NOW.minusSeconds(1000 - number),
                                Duration.ofSeconds(30),
                                Optional.empty()));
    }

    private static Manifest manifest(String name, String deploymentId, String commit, String content) {
        ObjectNode tree =
                Play.manifest(deploymentId, "savepoint", "img:" + content).toTree();
        tree.withObject("/metadata").put("name", name);
        tree.withObject("/metadata/annotations").put(Annotations.COMMIT, commit).put(Annotations.CONTENT_HASH, content);
        return Manifest.of(tree);
    }
}
