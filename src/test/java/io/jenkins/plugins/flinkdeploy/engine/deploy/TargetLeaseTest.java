package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What deployments keep on the cluster beside the resource: the lease and the revision records. */
public class TargetLeaseTest {
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
    public void the_first_takes_the_lease_and_the_second_learns_who_has_it() {
        assertThat(lease("d-1").acquire(NOW)).isEmpty();
        assertThat(lease("d-2").acquire(NOW.plusSeconds(30))).contains("d-1");
        assertThat(lease("d-1").acquire(NOW.plusSeconds(50))).isEmpty();
        assertThat(lease("d-2").acquire(NOW.plusSeconds(100))).contains("d-1");
    }

    @Test
    public void a_lease_that_is_not_renewed_is_taken_over_and_its_old_holder_learns_it() {
        lease("d-1").acquire(NOW);
        Instant late = NOW.plus(TargetLease.LIFETIME).plusSeconds(1);
        assertThat(lease("d-2").acquire(late)).isEmpty();
        assertThat(lease("d-1").acquire(late)).contains("d-2");
        lease("d-1").release(NOW);
        assertThat(lease("d-1").acquire(late)).contains("d-2");
    }

    @Test
    public void a_lease_that_is_given_back_is_free_at_once() {
        lease("d-1").acquire(NOW);
        lease("d-1").release(NOW);
        assertThat(lease("d-2").acquire(NOW)).isEmpty();
    }

    @Test
    public void the_last_ten_revisions_are_kept_newest_first() {
        Revisions revisions = new Revisions(cluster);
        String uid = owner();
        IntStream.rangeClosed(1, 13).forEach(number -> {
            revisions.write(Play.RESOURCE, uid, revision(number));
            revisions.write(Play.RESOURCE, uid, revision(number));
        });
        assertThat(revisions.of(Play.RESOURCE))
                .extracting(Revision::number)
                .containsExactly(13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L);
        assertThat(revisions.of(Play.RESOURCE).get(0)).isEqualTo(revision(13));
    }

    @Test
    public void who_knows_the_revisions_that_there_are_removes_the_oldest_without_looking_again() {
        Revisions revisions = new Revisions(cluster);
        String uid = owner();
        for (int number = 1; number <= 13; number++) {
            List<String> old = Revisions.beyond(revisions.of(Play.RESOURCE));
            assertThat(old).hasSize(number <= 10 ? 0 : 1);
            revisions.write(Play.RESOURCE, uid, revision(number), old);
        }
        assertThat(revisions.of(Play.RESOURCE))
                .extracting(Revision::number)
                .containsExactly(13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L);
    }

    /** Records whose owner does not exist are collected as garbage. */
    private String owner() {
        return cluster.create(Play.manifest("d-1", "savepoint", "img:1"))
                .textAt("/metadata/uid")
                .orElseThrow();
    }

    private static Revision revision(long number) {
        Manifest manifest = Play.manifest("d-" + number, "savepoint", "img:" + number);
        return new Revision(
                "d-" + number,
                number,
                manifest,
                "config",
                "content",
                Optional.of("c" + number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("file:/sp/1"),
                NOW,
                Duration.ofSeconds(40),
                Optional.of(Duration.ofSeconds(9)));
    }

    private TargetLease lease(String id) {
        return new TargetLease(
                cluster,
                new Order(
                        id, "orders.main", Play.RESOURCE, Play.SETTINGS, Order.Provenance.UNKNOWN, false, false, NOW));
    }
}
