package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.SavepointPolicy;
import io.jenkins.plugins.flinkdeploy.engine.health.Diagnosis;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointMethod;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The world of one run of {@link MachineModelTest}: answers effects, shows the cluster, and holds the machine to its invariants. */
final class MachineWorld {
    /** So many turns without an end are too many, once nothing fails any more and the time limits have long passed. */
    private static final int PATIENCE = 400;

    private final int[] choices;
    private int next;
    private final DeploySettings settings;
    private final Before stood;
    private final List<String> history = new ArrayList<>();
    private Deployment deployment;
    private Instant now = Sight.APPLIED;

    private boolean leaseOurs;
    private int applies;
    private int appliesSent;
    private boolean rolledBack;
    private long generation = 2;
    private Optional<Instant> healthySince = Optional.empty();
    private boolean complete;

    private MachineWorld(int[] choices) {
        this.choices = choices;
        int kind = choose(64);
        settings = Play.SETTINGS
                .withSavepoint(kind % 2 == 0 ? SavepointPolicy.BEFORE : SavepointPolicy.UPGRADE)
                .withRollback(kind / 2 % 4 == 0 ? RollbackPolicy.MANUAL : RollbackPolicy.AUTO);
        stood = switch (choose(4)) {
            case 0 -> Play.nothing();
            case 1 -> Play.standing("new", Sight.OLD_JOB, choose(2) == 0, false, Optional.of(Play.revision()));
            default -> Play.healthy();
        };
        deployment = Play.of(settings, choose(16) == 15, false).deployment();
    }

    /** Plays a run to its end. */
    static Phase play(int... choices) {
        MachineWorld world = new MachineWorld(choices);
        try {
            return world.play();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(String.join("\n", world.history), broken);
        }
    }

    private Phase play() {
        int quiet = 0;
        while (!deployment.isFinished()) {
            boolean scripted = next < choices.length;
            quiet = scripted ? 0 : quiet + 1;
            assertThat(quiet).as("turns in a world in which nothing fails").isLessThan(PATIENCE);
            now = now.plusMillis(scripted ? 100 + choose(4) * choose(20_000) : 20_000);
            step(scripted ? choose(64) : 0);
            check();
        }
        checkEnd();
        return deployment.phase();
    }

    private void step(int choice) {
        if (choice == 63) {
            tell(new Input.AbortAsked(now, "kim"));
        } else if (deployment.isWatching()) {
            history.add("sight " + choice % 24);
            Sight sight = sight(choice % 24).at(now);
            tell(new Input.Observed(now, sight.see()));
        } else {
            effect(deployment.pending().get(0), choice);
        }
    }

    private void effect(Effect effect, int choice) {
        boolean sent = choice % 8 < 6;
        boolean mayHaveArrived = effect instanceof Effect.Apply && applies > 0 || effect instanceof Effect.RollBack;
        Input answer = sent
                ? done(effect, choice)
                : new Input.Failed(now, "No answer.", choice % 2 == 0, choice % 2 > 0 && !mayHaveArrived);
        if (choice % 8 == 7 && choice > 32 && effect instanceof Effect.Apply) {
            // Done, but the answer is lost.
            done(effect, choice);
            answer = new Input.Failed(now, "No answer.", true);
        }
        if (choice / 8 == 5) {
            history.add(now + " crash after " + effect.getClass().getSimpleName());
        } else {
            tell(answer);
        }
    }

    private Input done(Effect effect, int choice) {
        if (effect instanceof Effect.Inspect) {
            return new Input.Inspected(now, new Inspection(choice < 60, true, Optional.empty()));
        } else if (effect instanceof Effect.Prepare) {
            return new Input.Ready(now, Play.prepared());
        } else if (effect instanceof Effect.Lock || effect instanceof Effect.RenewLock) {
            boolean other = choice % 16 == 5;
            leaseOurs = !other;
            return new Input.LockAnswered(now, other ? Optional.of("d-other") : Optional.empty());
        } else if (effect instanceof Effect.Unlock) {
            leaseOurs = false;
            return new Input.Finished(now);
        } else if (effect instanceof Effect.ReadBaseline) {
            Optional<String> bad = choice % 32 == 4 ? Optional.of(Play.COMMIT) : Optional.empty();
            return new Input.BaselineRead(now, stood, bad);
        } else if (effect instanceof Effect.Apply || effect instanceof Effect.RollBack) {
            return applied(effect, choice);
        } else if (effect instanceof Effect.Confirm) {
            Optional<io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen> live = choice % 8 == 5
                    ? Optional.of(healthy().deployment("d-other").resource())
                    : Optional.of(healthy().resource());
            return new Input.Confirmed(now, live);
        } else if (effect instanceof Effect.TriggerSavepoint asked) {
            return new Input.SavepointAskedFor(
                    now, new SavepointAsked(now, SavepointMethod.NONCE, String.valueOf(nonce()), asked.jobId()));
        } else if (effect instanceof Effect.Diagnose) {
            return new Input.Diagnosed(now, new Diagnosis("cause", "explanation", "suggestion", List.of()));
        }
        return new Input.Finished(now);
    }

    /** As the effects do it: never over another's lease, and never the same specification a second time. */
    private Input applied(Effect effect, int choice) {
        if (choice % 16 == 5) {
            leaseOurs = false;
            return new Input.Overtaken(now, "Deployment d-other took over.");
        }
        leaseOurs = true;
        boolean back = effect instanceof Effect.RollBack;
        if (back && !rolledBack || !back && applies == 0) {
            generation++;
            healthySince = Optional.empty();
        }
        rolledBack |= back;
        if (!back) {
            appliesSent++;
            applies = 1;
            checkApply();
        }
        return new Input.Applied(now, "uid-1", generation);
    }

    private Sight healthy() {
        return Sight.running()
                .generation(generation)
                .accepted(generation)
                .job("RUNNING", "job-" + generation, "at-" + generation);
    }

    private Sight sight(int kind) {
        boolean fine = kind <= 6 || kind == 17;
        if (!fine) {
            healthySince = Optional.empty();
        } else if (healthySince.isEmpty()) {
            healthySince = Optional.of(now);
        }
        complete = kind == 7;
        Sight sight = deployment.hasApplied() ? healthy() : healthy().job(Sight.OLD_JOB);
        return switch (kind) {
            case 0, 1, 2, 3 -> sight.sample(Sight.sample(0, 3)).savepoint("file:/sp", "MANUAL", nonce(), Sight.APPLIED);
            case 4, 5, 6 -> sight;
            case 7 -> sight.job("FINISHED", "job-" + generation, "at-" + generation);
            case 8 -> sight.job("FAILED", "job-" + generation, "at-" + generation);
            case 9 -> sight.job("CANCELED", "job-" + generation, "at-" + generation);
            case 10 -> sight.job("RESTARTING", "job-" + generation, "at-" + generation);
            case 11 -> sight.job("RUNNING", "job-other", "later");
            case 12 -> Sight.stale().generation(generation - 1).accepted(generation - 1);
            case 13 -> sight.accepted(generation - 1).job(Sight.OLD_JOB);
            case 14 -> sight.lifecycle("UPGRADING").job("FINISHED", "old", "100");
            case 15 -> sight.gone();
            case 16 -> sight.deployment("d-other");
            case 17 -> sight.deployment(null);
            case 18 -> sight.jobManager("ERROR");
            case 19 -> sight.error("{\"type\":\"x.ValidationException\",\"message\":\"no\"}");
            case 20 -> sight.error("Manual restore required.");
            case 21 -> sight.reconciliation("ROLLED_BACK");
            case 22 -> sight.job(Sight.OLD_JOB).event("SavepointError", "disk full", now);
            default -> sight.noStatus();
        };
    }

    private long nonce() {
        return SavepointTrigger.nonce(deployment.order().id());
    }

    private void tell(Input input) {
        Decision decision = DeploymentMachine.on(deployment, input);
        Deployment restored = Deployment.fromJson(deployment.toJson());
        assertThat(restored).isEqualTo(deployment);
        assertThat(DeploymentMachine.on(restored, input)).isEqualTo(decision);
        history.add(now + " " + deployment.phase() + " " + input.getClass().getSimpleName());
        decision.log().forEach(line -> history.add("    " + line.level() + " " + line.text()));
        deployment = decision.deployment();
    }

    private void checkApply() {
        assertThat(appliesSent == 1 || leaseOurs)
                .as("the second apply is a redo")
                .isTrue();
        boolean asked =
                settings.savepoint() == SavepointPolicy.BEFORE && stood.job().is("RUNNING");
        assertThat(!asked
                        || deployment.savepoints().stream()
                                .anyMatch(taken -> taken.origin().equals("before")))
                .as("an apply has its savepoint when one was asked for")
                .isTrue();
        assertThat(deployment.order().dryRun()).isFalse();
    }

    private void check() {
        boolean changes = deployment.pending().stream()
                .anyMatch(effect -> effect instanceof Effect.Apply || effect instanceof Effect.TriggerSavepoint);
        assertThat(!changes || deployment.lockedAt().isPresent())
                .as("nothing is changed without the lease")
                .isTrue();
        assertThat(deployment.ending().isPresent() || !deployment.isFinished()).isTrue();
        if (deployment.ending().filter(Phase::isSuccess).isPresent()
                && deployment.failure().isPresent()) {
            throw new AssertionError("a failure was found, and still it is called a success");
        }
    }

    private void checkEnd() {
        assertThat(deployment.lockedAt()).as("the lease is given back").isEmpty();
        assertThat(deployment.pending()).isEmpty();
        assertThat(Report.of(deployment).success()).isEqualTo(deployment.phase().isSuccess());
        String summary = deployment.summary().orElse("");
        if (summary.contains("Nothing on the cluster was changed")) {
            assertThat(applies).as(summary).isZero();
        }
        switch (deployment.phase()) {
            case DONE -> {
                assertThat(applies).isEqualTo(1);
                assertThat(rolledBack).isFalse();
                assertSoaked();
            }
            case ROLLED_BACK -> {
                assertThat(rolledBack).isTrue();
                assertThat(deployment.phase().isSuccess()).isFalse();
                assertThat(deployment.failure()).isPresent();
                assertSoaked();
            }
            case UNCHANGED, DRY_RUN -> assertThat(applies).isZero();
            default -> assertThat(deployment.phase().isSuccess()).isFalse();
        }
    }

    private void assertSoaked() {
        if (complete) {
            return;
        }
        assertThat(healthySince).as("the last sight was healthy").isPresent();
        assertThat(Duration.between(healthySince.orElseThrow(), now))
                .as("healthy without a break")
                .isGreaterThanOrEqualTo(settings.soak());
    }

    private int choose(int bound) {
        return next < choices.length ? choices[next++] % bound : 0;
    }
}
