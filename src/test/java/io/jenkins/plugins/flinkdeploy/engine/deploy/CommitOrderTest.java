package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Instant;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** An older commit does not replace a newer one, and does not wait for its turn when a newer one waits. */
public class CommitOrderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CommitOrder TIMES = new CommitOrder(CommitHistory.UNKNOWN);

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
    public void the_history_of_the_repository_decides_against_the_times_of_the_commits() {
        CommitHistory history = (one, other) ->
                Optional.of(one.equals("a") ? CommitHistory.Relation.OLDER : CommitHistory.Relation.NEWER);
        CommitOrder commits = new CommitOrder(history);
        assertThat(commits.isOlder(from("a", 20), from("b", 10))).isTrue();
        assertThat(commits.isOlder(from("b", 10), from("a", 20))).isFalse();
    }

    @Test
    public void branches_that_parted_have_no_order_whatever_their_times() {
        CommitOrder commits = new CommitOrder((one, other) -> Optional.of(CommitHistory.Relation.NEITHER));
        assertThat(commits.isOlder(from("a", 10), from("b", 20))).isFalse();
    }

    @Test
    public void without_a_history_the_times_decide_and_without_times_the_builds_of_one_job() {
        assertThat(TIMES.isOlder(from("a", 10), from("b", 20))).isTrue();
        assertThat(TIMES.isOlder(from("b", 20), from("a", 10))).isFalse();
        assertThat(TIMES.isOlder(built("a", "https://ci/job/x/9/"), built("b", "https://ci/job/x/10/")))
                .isTrue();
        assertThat(TIMES.isOlder(built("a", "https://ci/job/x/10/"), built("b", "https://ci/job/x/9/")))
                .isFalse();
        assertThat(TIMES.isOlder(built("a", "https://ci/job/x/9/"), built("b", "https://ci/job/y/10/")))
                .isFalse();
    }

    @Test
    public void what_is_not_known_is_no_order() {
        assertThat(TIMES.isOlder(Order.Provenance.UNKNOWN, from("b", 20))).isFalse();
        assertThat(TIMES.isOlder(from("a", 10), Order.Provenance.UNKNOWN)).isFalse();
        assertThat(TIMES.isOlder(from("a", 10), from("a", 20))).isFalse();
    }

    @Test
    public void what_stands_on_a_resource_is_told_with_its_commit_and_deployment() {
        Manifest live = Manifest.of(Json.object());
        assertThat(TIMES.newerOn(Optional.of(live), order("d-1", from("a", 10))))
                .isEmpty();
        var tree = Json.object();
        tree.withObject("/metadata")
                .withObject("/annotations")
                .put(Annotations.COMMIT, "newer-commit")
                .put(Annotations.COMMIT_TIME, NOW.plusSeconds(20).toString())
                .put(Annotations.DEPLOYMENT_ID, "d-2");
        Optional<Manifest> newer = Optional.of(Manifest.of(tree));
        assertThat(TIMES.newerOn(newer, order("d-1", from("a", 10)))).contains("commit newer-co (deployment d-2)");
        assertThat(TIMES.newerOn(newer, order("d-1", from("a", 30)))).isEmpty();
    }

    @Test
    public void of_two_that_wait_the_older_one_learns_of_the_newer_one() {
        lease("d-holder", from("h", 0)).acquire(NOW);
        TargetLease older = lease("d-older", from("a", 10));
        TargetLease newer = lease("d-newer", from("b", 20));
        assertThat(older.request(NOW, TIMES))
                .isEqualTo(new TargetLease.Answer(Optional.of("d-holder"), Optional.empty()));
        assertThat(newer.request(NOW, TIMES))
                .isEqualTo(new TargetLease.Answer(Optional.of("d-holder"), Optional.empty()));
        assertThat(older.request(NOW, TIMES).newer().orElse("")).contains("d-newer");
    }

    @Test
    public void a_lease_that_is_given_back_goes_to_the_newest_that_waits() {
        TargetLease holder = lease("d-holder", from("h", 0));
        holder.acquire(NOW);
        TargetLease older = lease("d-older", from("a", 10));
        TargetLease newer = lease("d-newer", from("b", 20));
        newer.request(NOW, TIMES);
        holder.release(NOW);
        assertThat(older.request(NOW, TIMES).newer()).isPresent();
        assertThat(newer.request(NOW, TIMES)).isEqualTo(new TargetLease.Answer(Optional.empty(), Optional.empty()));
        newer.release(NOW);
        assertThat(older.request(NOW, TIMES)).isEqualTo(new TargetLease.Answer(Optional.empty(), Optional.empty()));
        older.release(NOW);
    }

    @Test
    public void one_that_waited_and_died_is_not_waited_for() {
        TargetLease holder = lease("d-holder", from("h", 0));
        holder.acquire(NOW);
        lease("d-newer", from("b", 20)).request(NOW, TIMES);
        holder.release(NOW);
        Instant later = NOW.plus(TargetLease.LIFETIME).plusSeconds(1);
        assertThat(lease("d-older", from("a", 10)).request(later, TIMES))
                .isEqualTo(new TargetLease.Answer(Optional.empty(), Optional.empty()));
    }

    @Test
    public void the_machine_ends_a_superseded_deployment_truthfully() {
        Play play = Play.of(Play.SETTINGS).inspected(true, true).ready().dryRunAccepted();
        play.expect(Effect.Lock.class);
        play.tell(new Input.Superseded(play.now(), "newer commit c0ffee00 (deployment d-2) waits for the target, too"))
                .ended(Phase.SUPERSEDED);
        assertThat(play.summary()).contains("d-2").contains("Nothing on the cluster was changed");
        assertThat(play.deployment().phase().isSuccess()).isFalse();
    }

    @Test
    public void one_that_has_the_lease_when_it_learns_of_the_newer_one_gives_it_back() {
        Play play = Play.of(Play.SETTINGS).locked();
        play.tell(new Input.Superseded(play.now(), "newer commit c0ffee00 (deployment d-2) was deployed"));
        play.finish(Effect.Unlock.class).ended(Phase.SUPERSEDED);
    }

    private TargetLease lease(String id, Order.Provenance from) {
        return new TargetLease(cluster, order(id, from));
    }

    private static Order order(String id, Order.Provenance from) {
        return new Order(id, "orders.main", Play.RESOURCE, Play.SETTINGS, from, false, false, NOW);
    }

    private static Order.Provenance from(String commit, long second) {
        return new Order.Provenance(
                Optional.of(commit), Optional.empty(), Optional.empty(), Optional.of(NOW.plusSeconds(second)));
    }

    private static Order.Provenance built(String commit, String url) {
        return new Order.Provenance(Optional.of(commit), Optional.of(url), Optional.empty());
    }
}
