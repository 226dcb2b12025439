package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

/**
 * Random deployments against a simulated cluster: requests that fail or whose answer is lost, watches that lag, crashes at any
 * moment (nothing is left but the last saved state), long pauses before somebody resumes, a rival who deploys the same target, and
 * aborts. Whatever happens, the end must be truthful. A failing run names its seed.
 */
public class SimulatedDeploymentsTest {
    private static final int RUNS = 1000;
    private static final int MOST_STEPS = 4000;
    private static final String[] IMAGES = {
        "good-2", "good-2", "failing-2", "late-2", "hanging-2", "refused-2", "good-1"
    };

    @Test
    public void whatever_happens_the_end_is_truthful() {
        Map<Phase, Integer> ends = new EnumMap<>(Phase.class);
        for (long seed = 1; seed <= RUNS; seed++) {
            try {
                ends.merge(new Run(seed).play(), 1, Integer::sum);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        // Otherwise the simulation would have stopped to reach what it is meant to check.
        assertThat(ends.keySet()).contains(Phase.DONE, Phase.ROLLED_BACK, Phase.FAILED, Phase.ABORTED, Phase.UNCHANGED);
    }

    private static final class Run {
        private final Random random;
        private final boolean troubled;
        private final SimulatedCluster cluster;
        private final ClusterEffects effects;
        private final String image;
        private final Order order;
        private final List<String> log = new ArrayList<>();
        private Deployment deployment;
        private boolean savepointProven = true;

        Run(long seed) {
            random = new Random(seed);
            troubled = random.nextInt(4) > 0;
            cluster = new SimulatedCluster(random, Sight.APPLIED.minusSeconds(600));
            cluster.skew = Duration.ofMinutes(random.nextInt(5) == 0 ? random.nextInt(120) - 60 : 0);
            image = IMAGES[random.nextInt(IMAGES.length)];
            boolean first = random.nextInt(4) == 0;
            if (!first) {
                standing();
            }
            DeploySettings settings = Play.SETTINGS.withSavepoint(
                    random.nextBoolean() ? SavepointPolicy.BEFORE : SavepointPolicy.UPGRADE);
            order = new Order(
                    "d-new",
                    "orders.main",
                    Play.RESOURCE,
                    settings,
                    new Order.Provenance(Optional.of("commit-" + image), Optional.empty(), Optional.empty()),
                    false,
                    false,
                    cluster.now);
            effects = new ClusterEffects(
                    cluster,
                    asked -> prepared("d-new", image),
                    new EvidenceCollector(cluster, cluster::observe),
                    clock());
            deployment = DeploymentMachine.start(order);
            cluster.faults = troubled ? 0.02 : 0;
            cluster.savepointsFail = random.nextInt(6) == 0;
            cluster.snapshots = random.nextBoolean();
        }

        /** A deployment that went well before this one. */
        private void standing() {
            Prepared old = prepared("d-old", "good-1");
            cluster.apply(old.manifest(), false);
            for (int i = 0; i < 60; i++) {
                cluster.now = cluster.now.plusSeconds(1);
                cluster.go();
            }
            new Revisions(cluster)
                    .write(
                            Play.RESOURCE,
                            "uid",
                            new Revision(
                                    "d-old",
                                    1,
                                    old.manifest(),
                                    "config",
                                    old.contentHash(),
                                    Optional.of("commit-good-1"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    cluster.now,
                                    Duration.ofSeconds(20),
                                    Optional.empty()));
            cluster.changes.clear();
        }

        Phase play() {
            int steps = 0;
            while (!deployment.isFinished()) {
                assertThat(++steps).as("steps; %s", this).isLessThan(MOST_STEPS);
                step();
            }
            check();
            return deployment.phase();
        }

        private void step() {
            pass(random.nextInt(2000));
            if (troubled && random.nextInt(400) == 0) {
                cluster.awayUntil = cluster.now.plusSeconds(random.nextInt(random.nextInt(20) == 0 ? 3600 : 120));
            }
            if (troubled && random.nextInt(300) == 0) {
                rival();
            }
            if (troubled && random.nextInt(250) == 0 && deployment.ending().isEmpty()) {
                decide(new Input.AbortAsked(cluster.now, "kim"));
                return;
            }
            if (deployment.isWatching()) {
                decide(new Input.Observed(cluster.now, cluster.observe()));
                return;
            }
            Optional<Instant> notBefore = deployment.retry().map(Deployment.Retry::notBefore);
            if (notBefore.filter(cluster.now::isBefore).isPresent()) {
                pass((int) Duration.between(cluster.now, notBefore.get()).toMillis());
            }
            Effect effect = deployment.pending().get(0);
            int before = cluster.changes.size();
            Optional<String> stood = id();
            Input input = effects.perform(deployment);
            if (effect instanceof Effect.Apply && cluster.changes.size() > before) {
                savepointProven = savepointProven && hasItsSavepoint();
                assertThat(stood.orElse("d-old"))
                        .as("whose specification our apply replaced; %s", this)
                        .isIn(
                                "d-old",
                                "d-new",
                                deployment
                                        .before()
                                        .flatMap(Before::deploymentId)
                                        .orElse("d-old"));
            }
            if (troubled && random.nextInt(30) == 0) {
                log.add("crash after " + effect);
                deployment = Deployment.fromJson(deployment.toJson());
                pass(random.nextInt(random.nextInt(5) == 0 ? 600_000 : 5_000));
                if (random.nextBoolean()) {
                    rival();
                }
                return;
            }
            decide(input);
        }

        private Optional<String> id() {
            return Optional.ofNullable(cluster.live())
                    .map(Manifest::of)
                    .flatMap(live -> live.annotation(ResourceSeen.DEPLOYMENT_ID));
        }

        private boolean hasItsSavepoint() {
            boolean needed = order.settings().savepoint() == SavepointPolicy.BEFORE
                    && deployment
                            .before()
                            .filter(before -> before.job().is("RUNNING"))
                            .isPresent();
            return !needed
                    || savepointOnCluster()
                            && deployment.savepoints().stream()
                                    .anyMatch(taken -> taken.origin().equals("before"));
        }

        private boolean savepointOnCluster() {
            if (cluster.snapshots) {
                return cluster.snapshot()
                        .filter(snapshot -> snapshot.is("COMPLETED"))
                        .isPresent();
            }
            return cluster.live()
                            .at("/status/jobStatus/savepointInfo/lastSavepoint/triggerNonce")
                            .asLong()
                    == SavepointTrigger.nonce(order.id());
        }

        /** Somebody else deploys, as long as nobody holds the lease. */
        private void rival() {
            Order theirs = new Order(
                    "d-rival",
                    "orders.main",
                    Play.RESOURCE,
                    order.settings(),
                    Order.Provenance.UNKNOWN,
                    false,
                    false,
                    cluster.now);
            try {
                if (new TargetLease(cluster, theirs).acquire(cluster.now).isEmpty()) {
                    log.add("rival deploys");
                    cluster.apply(prepared("d-rival", "good-rival").manifest(), false);
                    new TargetLease(cluster, theirs).release(cluster.now);
                }
            } catch (ClusterException away) {
                log.add("rival gives up");
            }
        }

        private void decide(Input input) {
            Decision decision = DeploymentMachine.on(deployment, input);
            deployment = decision.deployment();
            decision.log().forEach(line -> log.add(line.at() + " " + line.phase() + " " + line.text()));
        }

        private void pass(int millis) {
            int left = millis;
            while (left > 0) {
                int now = Math.min(left, 1000);
                left -= now;
                cluster.now = cluster.now.plusMillis(now);
                cluster.go();
            }
        }

        private void check() {
            List<String> ours = cluster.changes.stream()
                    .filter(change -> change.startsWith("d-new"))
                    .toList();
            assertThat(ours.stream().filter(change -> change.endsWith(image)).count())
                    .as("our specification was applied with effect; %s", this)
                    .isLessThanOrEqualTo(1);
            assertThat(savepointProven)
                    .as("savepoint before the apply; %s", this)
                    .isTrue();
            String summary = deployment.summary().orElse("");
            if (summary.contains("Nothing on the cluster was changed")) {
                assertThat(ours).as("%s", this).isEmpty();
            }
            boolean left = id().filter("d-rival"::equals).isEmpty();
            switch (deployment.phase()) {
                case DONE -> {
                    assertThat(image).as("%s", this).startsWith("good");
                    if (left) {
                        assertThat(cluster.runningImage() + " " + cluster.state())
                                .as("%s", this)
                                .isEqualTo(image + " RUNNING");
                    }
                }
                case ROLLED_BACK -> {
                    assertThat(deployment.phase().isSuccess()).isFalse();
                    if (left) {
                        assertThat(cluster.runningImage() + " " + cluster.state())
                                .as("%s", this)
                                .isEqualTo("good-1 RUNNING");
                    }
                }
                case UNCHANGED -> assertThat(ours).as("%s", this).isEmpty();
                default -> assertThat(deployment.phase().isSuccess()).isFalse();
            }
            if (!troubled) {
                assertThat(cluster.lease()).as("lease; %s", this).isEmpty();
            }
            cluster.lease().ifPresent(lease -> assertThat(
                            lease.at("/spec/leaseDurationSeconds").asLong())
                    .isEqualTo(TargetLease.LIFETIME.toSeconds()));
        }

        private Prepared prepared(String id, String name) {
            ObjectNode tree = Play.manifest(id, "savepoint", name).toTree();
            tree.withObject("/metadata/annotations")
                    .put(Annotations.CONTENT_HASH, name)
                    .put(Annotations.COMMIT, "commit-" + name);
            return new Prepared(Manifest.of(tree), "config", name, Optional.empty());
        }

        private Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return cluster.now;
                }
            };
        }

        @Override
        public String toString() {
            return image + ", " + deployment.phase() + ", changes " + cluster.changes + "\n" + String.join("\n", log);
        }
    }
}
