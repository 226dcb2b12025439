package io.jenkins.plugins.flinkdeploy.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Previews;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SnapshotServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Every way in which the wrong thing could be removed, against a real API server; the operator is played by the test. */
public class PruneTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String OLD = "0".repeat(40);
    private static final String HEAD = "1".repeat(40);
    private static final String NEW = "2".repeat(40);
    private static final String BRANCH = "3".repeat(40);
    private static final Map<String, CommitHistory.Relation> HISTORY = Map.of(
            OLD,
            CommitHistory.Relation.OLDER,
            NEW,
            CommitHistory.Relation.NEWER,
            BRANCH,
            CommitHistory.Relation.NEITHER);

    private static final String HERE = "service: orders\ndefaults: {flinkVersion: \"1.20\", namespace: streaming,"
            + " image: {reference: \"r.example.org/orders:1\"}}\nclusters:\n";
    private static final String MAIN = "  main: {jobs: {orders: {jar: orders.jar, state: stateless}}}\n";
    private static final String OUTDATED = "  outdated: {jobs: {orders: {jar: orders.jar, state: %s}},"
            + " state: {savepoints: 's3://s/s', checkpoints: 's3://s/c'}}\n";
    private static final String SHARED = "  shared: {session: true, jobs: {a: {jar: j.jar, class: A, state: stateless},"
            + " b: {jar: j.jar, class: B, state: stateless}}}\n";

    private final ExecutorService workers = Executors.newFixedThreadPool(3);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private SnapshotServer server;

    @Before
    public void start() {
        server = SnapshotServer.withSnapshots();
    }

    @After
    public void stop() {
        workers.shutdownNow();
        timer.shutdownNow();
        server.close();
    }

    @Test
    public void what_no_file_declares_any_more_is_listed_with_who_deployed_it_and_nothing_else_is() throws Exception {
        deploy(MAIN + OUTDATED.formatted("stateless"), OLD);
        deploy("service: payments\n" + HERE.substring(HERE.indexOf("defaults")), MAIN, OLD);

        PruneList found = find(MAIN);

        assertThat(found.kept()).isEmpty();
        assertThat(found.leftovers()).singleElement().satisfies(leftover -> {
            assertThat(leftover.resource().name()).isEqualTo("orders-outdated");
            assertThat(leftover.by()).contains("kim");
            assertThat(leftover.at()).isPresent();
            assertThat(leftover.commit()).contains(OLD);
        });
        assertThat(find(MAIN + OUTDATED.formatted("stateless")).leftovers()).isEmpty();

        PruneResult result = remove(found.leftovers().get(0), MAIN);

        assertThat(result.outcome()).as(result.note()).isEqualTo(PruneResult.Outcome.REMOVED);
        assertThat(names()).containsExactlyInAnyOrder("orders-main", "payments-main");
        assertThat(server.snapshots()).isEmpty();
    }

    @Test
    public void a_configuration_that_declares_nothing_removes_nothing() {
        assertThatThrownBy(() -> Declared.of(List.of(), "streaming"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("declares no cluster")
                .hasMessageContaining("Nothing was removed");
    }

    @Test
    public void only_what_was_deployed_from_an_earlier_commit_is_left_over() {
        for (String commit : List.of(HEAD, NEW, BRANCH, "4".repeat(40))) {
            deploy(MAIN + OUTDATED.formatted("stateless"), commit);

            assertThat(find(MAIN).leftovers()).as(commit).isEmpty();
            assertThat(find(MAIN).kept()).extracting(Kept::why).singleElement().satisfies(why -> assertThat(why)
                    .contains("commit"));
        }
        Scope outside = new Scope(declared(MAIN), Set.of(), Optional.empty(), CommitHistory.UNKNOWN, false);
        assertThat(new PruneSearch(server.api(), outside)
                        .in(Set.of("streaming"))
                        .leftovers())
                .isEmpty();
        Scope any = new Scope(declared(MAIN), Set.of(), Optional.empty(), CommitHistory.UNKNOWN, true);
        assertThat(new PruneSearch(server.api(), any).in(Set.of("streaming")).leftovers())
                .hasSize(1);
    }

    @Test
    public void a_copy_with_our_labels_that_somebody_else_made_is_not_touched() {
        deploy(MAIN, OLD);
        ObjectNode copy = server.api()
                .get(SnapshotServer.id("FlinkDeployment", "orders-main"))
                .orElseThrow()
                .toTree();
        ObjectNode metadata = copy.withObject("/metadata");
        metadata.put("name", "orders-copy");
        metadata.withObject("/labels").put("flinkdeploy.jenkins.io/cluster", "copy");
        metadata.remove(List.of("managedFields", "uid", "resourceVersion", "creationTimestamp", "generation"));
        server.api().create(Manifest.of(copy));

        PruneList found = find(MAIN);

        assertThat(found.leftovers()).isEmpty();
        assertThat(found.kept()).singleElement().satisfies(kept -> assertThat(kept.why())
                .contains("not deployed by"));
    }

    @Test
    public void a_part_of_something_else_is_not_touched() {
        deploy(MAIN + OUTDATED.formatted("stateless"), OLD);
        ObjectNode owned = Json.object();
        owned.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", ResourceId.FLINK_API)
                .put("kind", "FlinkBlueGreenDeployment")
                .put("name", "orders")
                .put("uid", "u");
        server.api().patch(SnapshotServer.id("FlinkDeployment", "orders-outdated"), owned);

        assertThat(find(MAIN).leftovers()).isEmpty();
    }

    @Test
    public void what_is_declared_for_another_namespace_or_under_another_name_is_not_touched() {
        deploy(MAIN + OUTDATED.formatted("stateless"), OLD);
        String moved =
                MAIN + OUTDATED.formatted("stateless").replace("outdated: {", "outdated: {namespace: elsewhere, ");
        String renamed =
                MAIN + OUTDATED.formatted("stateless").replace("outdated: {", "outdated: {resourceName: shop, ");

        assertThat(find(moved).leftovers()).isEmpty();
        assertThat(find(moved).kept()).singleElement().satisfies(kept -> assertThat(kept.why())
                .contains("another namespace"));
        assertThat(find(renamed).leftovers()).isEmpty();
        assertThat(find(renamed).kept()).singleElement().satisfies(kept -> assertThat(kept.why())
                .contains("another resource name"));
    }

    @Test
    public void where_nothing_of_the_configuration_runs_it_may_be_meant_for_another_cluster() {
        deploy(OUTDATED.formatted("stateless"), OLD);

        assertThat(find(MAIN).leftovers()).isEmpty();
        assertThat(find(MAIN).kept()).singleElement().satisfies(kept -> assertThat(kept.why())
                .contains("another cluster"));
        Scope gone = new Scope(
                declared("  other: " + MAIN.substring(8)), Set.of("orders"), Optional.of(HEAD), this::relation, false);
        assertThat(new PruneSearch(server.api(), gone).in(Set.of("streaming")).leftovers())
                .hasSize(1);
    }

    @Test
    public void a_job_with_state_goes_after_its_proven_savepoint() throws Exception {
        Leftover leftover = stateful("RUNNING");
        var removal = workers.submit(() -> remove(leftover, MAIN));
        awaitSnapshot(removal);
        assertThat(names()).contains("orders-outdated");
        snapshot("{\"state\":\"COMPLETED\",\"path\":\"s3://s/s/1\"}");

        PruneResult result = removal.get();

        assertThat(result.outcome()).as(result.note() + lines).isEqualTo(PruneResult.Outcome.REMOVED);
        assertThat(result.savepoints()).containsExactly("s3://s/s/1");
        assertThat(names()).containsExactly("orders-main");
        assertThat(server.api().list("coordination.k8s.io/v1", "Lease", "streaming", ""))
                .isEmpty();
    }

    @Test
    public void a_job_without_its_savepoint_stays() throws Exception {
        Leftover leftover = stateful("RUNNING");
        var removal = workers.submit(() -> remove(leftover, MAIN));
        awaitSnapshot(removal);
        snapshot("{\"state\":\"ABANDONED\",\"error\":\"disk full\"}");

        assertLeft(removal.get(), "disk full");
    }

    @Test
    public void a_job_that_cannot_be_asked_for_a_savepoint_stays() throws Exception {
        assertLeft(remove(stateful("RECONCILING"), MAIN), "no savepoint");
        assertThat(server.snapshots()).isEmpty();
    }

    @Test
    public void a_stopped_job_goes_only_where_the_state_of_its_stop_is_known() throws Exception {
        Leftover leftover = stateful("FINISHED");
        ObjectNode stopped = Json.object();
        stopped.withObject("/spec/job").put("state", "suspended");
        server.api().patch(leftover.resource(), stopped);
        assertLeft(remove(leftover, MAIN), "no savepoint of it is known");
        status(leftover, "{\"jobStatus\":{\"state\":\"FINISHED\",\"upgradeSavepointPath\":\"s3://s/s/7\"}}");

        PruneResult result = remove(leftover, MAIN);

        assertThat(result.outcome()).as(result.note()).isEqualTo(PruneResult.Outcome.REMOVED);
        assertThat(result.savepoints()).containsExactly("s3://s/s/7");
    }

    @Test
    public void a_job_that_the_operator_calls_finished_while_it_upgrades_it_stays() throws Exception {
        Leftover leftover = stateful("FINISHED");
        status(leftover, "{\"jobStatus\":{\"state\":\"FINISHED\"},\"reconciliationStatus\":{\"state\":\"UPGRADING\"}}");

        assertLeft(remove(leftover, MAIN), "no savepoint");
    }

    @Test
    public void where_a_deployment_is_at_work_nothing_is_removed() throws Exception {
        deploy(MAIN + OUTDATED.formatted("stateless"), OLD);
        Leftover leftover = find(MAIN).leftovers().get(0);
        server.lease("orders-outdated", "deployment-7");

        assertLeft(remove(leftover, MAIN), "deployment-7");
    }

    @Test
    public void what_was_deployed_again_since_it_was_listed_stays() throws Exception {
        deploy(MAIN + OUTDATED.formatted("stateless"), OLD);
        Leftover listed = find(MAIN).leftovers().get(0);
        Leftover otherObject = new Leftover(
                listed.resource(),
                "another-uid",
                listed.service(),
                listed.deploymentId(),
                listed.by(),
                listed.at(),
                listed.commit(),
                listed.buildUrl(),
                listed.state(),
                listed.stateful());
        assertLeft(remove(otherObject, MAIN), "deployed again");
        deploy(OUTDATED.formatted("stateless"), NEW);

        assertLeft(remove(listed, MAIN), "deployed again");
    }

    @Test
    public void what_was_deployed_again_while_its_savepoint_was_taken_stays() throws Exception {
        Leftover leftover = stateful("RUNNING");
        var removal = workers.submit(() -> remove(leftover, MAIN));
        awaitSnapshot(removal);
        deploy(OUTDATED.formatted("savepoint"), NEW);
        snapshot("{\"state\":\"COMPLETED\",\"path\":\"s3://s/s/1\"}");

        assertLeft(removal.get(), "deployed again");
    }

    @Test
    public void a_session_cluster_goes_after_its_jobs_and_stays_with_jobs_that_stay() throws Exception {
        deploy(MAIN + SHARED, OLD);
        server.sessionJob("orders-shared", "by-hand", "RUNNING");
        List<Leftover> leftovers = find(MAIN).leftovers();
        assertThat(leftovers)
                .extracting(each -> each.resource().name())
                .containsExactly("orders-shared-a", "orders-shared-b");
        server.api().delete(SnapshotServer.id("FlinkSessionJob", "by-hand"));

        leftovers = find(MAIN).leftovers();
        assertThat(leftovers)
                .extracting(each -> each.resource().name())
                .containsExactly("orders-shared-a", "orders-shared-b", "orders-shared");
        assertThat(remove(leftovers.get(2), MAIN).note()).contains("It still has the jobs");
        for (Leftover leftover : leftovers) {
            assertThat(remove(leftover, MAIN).outcome()).isEqualTo(PruneResult.Outcome.REMOVED);
        }
        assertThat(names()).containsExactly("orders-main");
    }

    @Test
    public void one_job_that_is_not_declared_any_more_goes_alone() {
        deploy(SHARED, OLD);

        assertThat(find(SHARED.replace(", b: {jar: j.jar, class: B, state: stateless}", ""))
                        .leftovers())
                .extracting(each -> each.resource().name())
                .containsExactly("orders-shared-b");
    }

    private Leftover stateful(String state) {
        deploy(MAIN + OUTDATED.formatted("savepoint"), OLD);
        Leftover leftover = find(MAIN).leftovers().get(0);
        status(leftover, "{\"jobStatus\":{\"state\":\"" + state + "\",\"jobId\":\"j\"}}");
        return leftover;
    }

    private void awaitSnapshot(Future<PruneResult> removal) throws Exception {
        await().atMost(LIMIT)
                .until(() -> removal.isDone() || !server.snapshots().isEmpty());
        if (removal.isDone()) {
            fail(removal.get().note());
        }
    }

    private void status(Leftover leftover, String status) {
        server.status(leftover.resource(), (ObjectNode) Json.read(status));
    }

    private void snapshot(String status) {
        server.status(server.snapshots().get(0).id(), (ObjectNode) Json.read(status));
    }

    private void assertLeft(PruneResult result, String why) {
        assertThat(result.outcome()).isEqualTo(PruneResult.Outcome.LEFT);
        assertThat(result.note()).contains(why);
        assertThat(names()).contains("orders-outdated");
    }

    private PruneResult remove(Leftover leftover, String text) throws InterruptedException {
        Pruner.Settings settings = new Pruner.Settings(LIMIT, LIMIT, Optional.of("kim"), Optional.empty());
        return new Pruner(server.api(), scope(text), settings, workers, timer, Clock.systemUTC(), lines::add)
                .remove(leftover);
    }

    private PruneList find(String text) {
        return new PruneSearch(server.api(), scope(text)).in(Set.of("streaming"));
    }

    private Scope scope(String text) {
        return new Scope(declared(text), Set.of(), Optional.of(HEAD), this::relation, false);
    }

    private Optional<CommitHistory.Relation> relation(String one, String other) {
        return Optional.ofNullable(HISTORY.get(one));
    }

    private Declared declared(String text) {
        return Declared.of(List.of(read(HERE + text)), "streaming");
    }

    private static Definition read(String text) {
        return DefinitionReader.read(new NamedSource("flink.yaml", text), "orders");
    }

    private void deploy(String text, String commit) {
        deploy(HERE, text, commit);
    }

    private void deploy(String head, String text, String commit) {
        Order.Provenance from = new Order.Provenance(Optional.of(commit), Optional.empty(), Optional.of("kim"));
        read(head + text).clusters().forEach(cluster -> Previews.of(cluster, "streaming", from, Optional.empty())
                .forEach(rendered -> {
                    ObjectNode tree = rendered.manifest().toTree();
                    tree.withObject("/metadata/annotations").put("flinkdeploy.jenkins.io/deployment-id", "d-" + commit);
                    server.api().apply(Manifest.of(tree), false);
                }));
    }

    private List<String> names() {
        return List.of("FlinkDeployment", "FlinkSessionJob").stream()
                .flatMap(kind -> server.api().list(ResourceId.FLINK_API, kind, "streaming", "").stream())
                .map(Manifest::name)
                .toList();
    }
}
