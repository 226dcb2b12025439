package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Evidence;
import io.jenkins.plugins.flinkdeploy.engine.health.JobSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointMethod;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays a deployment by hand. After every step the state goes through JSON and back, and both must decide alike; so every scenario
 * is one of a deployment that is resumed at every step.
 */
final class Play {
    static final ResourceId RESOURCE =
            new ResourceId("flink.apache.org/v1beta1", "FlinkDeployment", "streaming", "orders-main");
    static final DeploySettings SETTINGS = DeploySettings.defaults()
            .withTimeout(Duration.ofMinutes(10))
            .withSavepointTimeout(Duration.ofMinutes(2))
            .withSoak(Duration.ofSeconds(30));
    static final String COMMIT = "c0ffee00c0ffee00";

    /** The apply is the moment that {@link Sight} calls so. */
    private Instant now = Sight.APPLIED.minusSeconds(20);

    private Deployment deployment;
    private final List<LogLine> log = new ArrayList<>();

    private Play(Order order) {
        deployment = DeploymentMachine.start(order);
    }

    static Play of(DeploySettings settings) {
        return of(settings, false, false);
    }

    static Play of(DeploySettings settings, boolean dryRun, boolean force) {
        return new Play(new Order(
                "d-new",
                "orders.main",
                RESOURCE,
                settings,
                new Order.Provenance(Optional.of(COMMIT), Optional.empty(), Optional.of("kim")),
                dryRun,
                force,
                Sight.APPLIED.minusSeconds(20)));
    }

    /** Goes on with one that ended with its apply, after some time. */
    static Play goOn(Play left, Duration later) {
        Play play = new Play(left.deployment.order());
        play.now = left.now.plus(later);
        play.deployment = DeploymentMachine.waitFor(left.deployment, SETTINGS, play.now);
        return play;
    }

    static Play of(Order order) {
        return new Play(order);
    }

    /** Up to the lease, with this resource. */
    Play lockedWith(Manifest manifest) {
        inspected(true, true).expect(Effect.Prepare.class);
        return tell(new Input.Ready(tick(), new Prepared(manifest, "config", "new", Optional.empty())))
                .dryRunAccepted()
                .lockAnswered(Optional.empty());
    }

    /** Up to the lease, with the content hash {@code new}. */
    Play locked() {
        return inspected(true, true).ready().dryRunAccepted().lockAnswered(Optional.empty());
    }

    Play inspected(boolean namespace, boolean kind) {
        expect(Effect.Inspect.class);
        return tell(new Input.Inspected(tick(), new Inspection(namespace, kind, Optional.empty())));
    }

    Play ready() {
        expect(Effect.Prepare.class);
        return tell(new Input.Ready(tick(), prepared()));
    }

    static Prepared prepared() {
        return new Prepared(
                manifest("d-new", "savepoint", "img:new"),
                "config",
                "new",
                Optional.of(new Prepared.Image("img:new", "sha256:new", 10, 20, Duration.ofSeconds(3))));
    }

    Play dryRunAccepted() {
        expect(Effect.DryRun.class);
        return tell(new Input.Finished(tick()));
    }

    Play lockAnswered(Optional<String> heldBy) {
        expect(Effect.Lock.class);
        return tell(new Input.LockAnswered(tick(), heldBy));
    }

    Play baseline(Before before) {
        return baseline(before, Optional.empty());
    }

    Play baseline(Before before, Optional<String> rolledBack) {
        expect(Effect.ReadBaseline.class);
        return tell(new Input.BaselineRead(tick(), before, rolledBack));
    }

    /** The backup savepoint was asked for, of an operator that is asked by nonce. */
    Play askedForSavepoint() {
        return askedForSavepoint(
                SavepointMethod.NONCE,
                String.valueOf(SavepointTrigger.nonce(deployment.order().id())));
    }

    Play askedForSavepoint(SavepointMethod method, String trigger) {
        Optional<String> job = expect(Effect.TriggerSavepoint.class).jobId();
        Instant at = tick();
        return tell(new Input.SavepointAskedFor(at, new SavepointAsked(at, method, trigger, job)));
    }

    Play applied(long generation) {
        assertThat(deployment.pending()).hasSize(1);
        assertThat(deployment.pending().get(0)).isInstanceOfAny(Effect.Apply.class, Effect.RollBack.class);
        return tell(new Input.Applied(tick(), "uid-1", generation));
    }

    /** Looks at the cluster, and keeps the lease on the way where that is due. */
    Play see(Sight sight) {
        assertThat(deployment.isWatching())
                .as("watching, not %s", deployment.pending())
                .isTrue();
        tell(new Input.Observed(tick(), sight.at(now).see()));
        if (deployment.pending().equals(List.of(new Effect.RenewLock()))) {
            tell(new Input.LockAnswered(now, Optional.empty()));
        }
        return this;
    }

    /** Looks again and again, every two seconds, until something is to be done or the time is over. */
    Play seeFor(Duration time, Sight sight) {
        Instant until = now.plus(time);
        while (deployment.isWatching() && now.isBefore(until)) {
            pass(Duration.ofSeconds(2)).see(sight);
        }
        return this;
    }

    Play confirmed(Sight sight) {
        expect(Effect.Confirm.class);
        return tell(new Input.Confirmed(tick(), Optional.of(sight.resource())));
    }

    Play diagnosed() {
        expect(Effect.Diagnose.class);
        return tell(new Input.Diagnosed(
                tick(), new Diagnosis("cause", "explanation", "suggestion", List.of(new Evidence("log", "said")))));
    }

    /** Does the named effects, which have nothing to answer. */
    @SafeVarargs
    final Play finish(Class<? extends Effect>... effects) {
        for (Class<? extends Effect> effect : effects) {
            expect(effect);
            tell(new Input.Finished(tick()));
        }
        return this;
    }

    Play failed(String problem, boolean passing) {
        return tell(new Input.Failed(tick(), problem, passing));
    }

    Play abort() {
        return tell(new Input.AbortAsked(tick(), "kim"));
    }

    Play pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Play tell(Input input) {
        Decision decision = DeploymentMachine.on(deployment, input);
        Deployment restored = Deployment.fromJson(deployment.toJson());
        assertThat(restored).isEqualTo(deployment);
        assertThat(DeploymentMachine.on(restored, input)).isEqualTo(decision);
        deployment = decision.deployment();
        log.addAll(decision.log());
        return this;
    }

    <T extends Effect> T expect(Class<T> effect) {
        assertThat(deployment.pending())
                .as("pending in %s; log %s", deployment.phase(), log)
                .isNotEmpty();
        assertThat(deployment.pending().get(0)).isInstanceOf(effect);
        return effect.cast(deployment.pending().get(0));
    }

    Play ended(Phase phase) {
        assertThat(deployment.phase()).as("log %s", log).isEqualTo(phase);
        assertThat(deployment.pending()).isEmpty();
        assertThat(deployment.lockedAt()).isEmpty();
        return this;
    }

    String summary() {
        return deployment.summary().orElse("");
    }

    Deployment deployment() {
        return deployment;
    }

    List<String> log() {
        return log.stream().map(LogLine::text).toList();
    }

    List<Phase> phases() {
        return deployment.timeline().stream().map(Deployment.PhaseTime::phase).toList();
    }

    Instant now() {
        return now;
    }

    private Instant tick() {
        now = now.plusMillis(100);
        return now;
    }

    static Manifest manifest(String deploymentId, String upgradeMode, String image) {
        ObjectNode tree = Json.object().put("apiVersion", RESOURCE.apiVersion()).put("kind", RESOURCE.kind());
        tree.withObject("/metadata").put("name", RESOURCE.name()).put("namespace", RESOURCE.namespace());
        tree.withObject("/metadata/annotations").put(Annotations.DEPLOYMENT_ID, deploymentId);
        tree.withObject("/spec").put("image", image);
        tree.withObject("/spec/job").put("upgradeMode", upgradeMode).put("state", "running");
        return Manifest.of(tree);
    }

    /** A target that was never deployed. */
    static Before nothing() {
        return new Before(
                false,
                0,
                JobSeen.NONE,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                1,
                Optional.empty());
    }

    /** A healthy job of the deployment {@code d-old}, generation 2, revision 7. */
    static Before healthy() {
        return standing("old", Sight.OLD_JOB, true, false, Optional.of(revision()));
    }

    static Before standing(
            String contentHash, JobSeen job, boolean healthy, boolean suspended, Optional<Revision> lastGood) {
        return new Before(
                true,
                2,
                job,
                healthy,
                suspended,
                Optional.of("d-old"),
                Optional.of("0ddc0ffee"),
                Optional.of(contentHash),
                Optional.of("img:old"),
                !contentHash.equals("new"),
                lastGood,
                8,
                Optional.empty());
    }

    static Revision revision() {
        return revision(manifest("d-old", "savepoint", "img:old"));
    }

    static Revision revision(Manifest manifest) {
        return new Revision(
                "d-old",
                7,
                manifest,
                "config",
                "old",
                Optional.of("0ddc0ffee"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sight.APPLIED.minusSeconds(86400),
                Duration.ofSeconds(40),
                Optional.empty());
    }
}
