package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The world of one run of {@link GroupModelTest}: knows what really stands on each target, and holds the group to it. */
final class GroupWorld implements GroupRunner.Starter, GroupListener {
    private static final Instant NOW = Sight.APPLIED;
    private static final int PATIENCE = 500;

    /** What really stands on a target. */
    private enum Stands {
        OLD,
        NEW,
        BROKEN
    }

    private final int[] choices;
    private int next;
    private final Map<String, Stands> targets = new LinkedHashMap<>();
    private final Set<String> withoutRevision = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Map<String, FakeRun> alive = new LinkedHashMap<>();
    private GroupRunner runner;
    private String saved;
    private boolean aborted;

    private GroupWorld(int[] choices) {
        this.choices = choices;
        int size = 1 + choose(6);
        List<DeploymentGroup.Member> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = "m" + i;
            targets.put(name, Stands.OLD);
            if (choose(3) == 2) {
                withoutRevision.add(name);
            }
            // Written in any order: what comes after another one may stand before it.
            List<String> after = new ArrayList<>();
            for (int other = 0; other < i; other++) {
                if (choose(3) == 1) {
                    after.add("m" + other);
                }
            }
            members.add(choose(members.size() + 1), new DeploymentGroup.Member(start(name), after));
        }
        saved = DeploymentGroup.of(members, choose(2) == 1).toJson();
    }

    /** Plays a run to its end. */
    static Phase play(int... choices) {
        GroupWorld world = new GroupWorld(choices);
        try {
            return world.play();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(String.join("\n", world.history), broken);
        }
    }

    private Phase play() {
        begin();
        int quiet = 0;
        while (!runner.end().isDone()) {
            quiet = next < choices.length ? 0 : quiet + 1;
            assertThat(quiet).as("turns in a world in which nothing fails").isLessThan(PATIENCE);
            step(next < choices.length ? choose(64) : 0);
        }
        DeploymentGroup end = runner.end().join();
        assertThat(DeploymentGroup.fromJson(saved).members().stream().map(DeploymentGroup.Member::deployment))
                .as("the end is saved")
                .containsExactlyElementsOf(end.members().stream()
                        .map(DeploymentGroup.Member::deployment)
                        .toList());
        GroupReport report = GroupReport.of(end);
        check(end, report);
        return report.outcome();
    }

    private void begin() {
        alive.clear();
        threads.clear();
        runner = new GroupRunner(
                DeploymentGroup.fromJson(saved), this, threads::add, Clock.fixed(NOW, ZoneOffset.UTC), this);
        runner.start();
    }

    private void step(int choice) {
        if (choice == 63) {
            history.add("crash");
            // A wish that was not kept yet is lost with the process; a person sees that, and wishes again.
            aborted = DeploymentGroup.fromJson(saved).abortedBy().isPresent();
            begin();
        } else if (choice == 62) {
            history.add("abort");
            aborted = true;
            runner.abort("kim");
        } else if (!threads.isEmpty()) {
            threads.remove().run();
        } else {
            List<FakeRun> started =
                    alive.values().stream().filter(run -> run.started).toList();
            assertThat(started)
                    .as("something goes on while the group has not ended")
                    .isNotEmpty();
            started.get(choose(started.size())).go(choice);
        }
    }

    @Override
    public GroupRunner.Running running(DeploymentGroup.Member member, DeploymentListener listener) {
        assertThat(alive).as("nothing runs twice").doesNotContainKey(member.id());
        if (!member.hasBegun()) {
            checkBegin(member);
        }
        if (choose(24) == 23) {
            history.add(member.id() + " has no cluster any more");
            throw new UserException("The credential is gone.", "", "");
        }
        FakeRun run =
                new FakeRun(member.deployment(), listener, member.takesBack().isPresent());
        alive.put(member.id(), run);
        return run;
    }

    private void checkBegin(DeploymentGroup.Member member) {
        DeploymentGroup now = runner.current();
        assertThat(aborted && now.abortedBy().isEmpty()).isFalse();
        if (member.takesBack().isPresent()) {
            assertThat(alive)
                    .as("what takes back comes when nothing runs any more")
                    .isEmpty();
            assertThat(now.allOrNothing()).isTrue();
            return;
        }
        for (String id : member.after()) {
            assertThat(now.member(id).orElseThrow().succeeded())
                    .as(member.id() + " begins after " + id)
                    .isTrue();
            assertThat(targets.get(id)).as(id).isNotEqualTo(Stands.BROKEN);
        }
    }

    @Override
    public void save(DeploymentGroup group) {
        saved = group.toJson();
    }

    @Override
    public void changed(Deployment deployment, List<LogLine> log) {
        assertThat(saved).as("saved before it is told").contains(deployment.toJson());
    }

    private void check(DeploymentGroup end, GroupReport report) {
        history.add(report.summary());
        assertThat(alive).as("nothing runs on").isEmpty();
        assertThat(report.targets()).hasSameSizeAs(targets.keySet());
        for (GroupReport.Target target : report.targets()) {
            check(end, target);
        }
        boolean allFine =
                report.targets().stream().allMatch(target -> target.deployment().success());
        assertThat(report.success()).isEqualTo(allFine && end.members().size() == targets.size());
        assertThat(report.outcome().isSuccess()).isEqualTo(report.success());
        if (report.outcome() == Phase.ROLLED_BACK) {
            assertThat(targets.values()).as("service is restored").doesNotContain(Stands.BROKEN);
            assertThat(end.allOrNothing() && targets.containsValue(Stands.NEW)).isFalse();
        }
        if (report.outcome() == Phase.SUPERSEDED) {
            assertThat(targets.values()).as("nothing was changed").containsOnly(Stands.OLD);
        }
        end.notTakenBack().forEach(order -> assertThat(report.summary())
                .contains("not taken back")
                .contains(order.resource().toString()));
    }

    private void check(DeploymentGroup end, GroupReport.Target target) {
        String id = target.deployment().id();
        Stands stands = targets.get(id);
        switch (target.fate()) {
            case DONE -> {
                boolean taken = target.takenBack().isPresent();
                assertThat(stands).as(id).isIn(taken ? List.of(Stands.NEW, Stands.BROKEN) : List.of(Stands.NEW));
                boolean wanted = end.allOrNothing() && !end.isSuccess() && !end.isAborted();
                assertThat(wanted && !taken && !withoutRevision.contains(id))
                        .as(id + " is taken back, or at least it is tried")
                        .isFalse();
            }
            case UNCHANGED, ROLLED_BACK, TAKEN_BACK, SUPERSEDED ->
                assertThat(stands).as(id).isEqualTo(Stands.OLD);
            case LEFT_AS_IT_WAS -> {
                assertThat(stands).as(id).isEqualTo(Stands.OLD);
                checkLeft(end, end.member(id).orElseThrow());
            }
            default -> assertThat(target.deployment().success()).as(id).isFalse();
        }
    }

    /** Nothing is left without a reason. */
    private static void checkLeft(DeploymentGroup end, DeploymentGroup.Member left) {
        boolean needless = end.allOrNothing() && !end.isSuccess();
        boolean waited = left.after().stream()
                .anyMatch(id -> !end.member(id).orElseThrow().succeeded());
        assertThat(needless || waited || end.isAborted()).as(left.id()).isTrue();
    }

    /** A deployment that goes on when it is told to, and changes what really stands before it says so. */
    private final class FakeRun implements GroupRunner.Running {
        private final CompletableFuture<Deployment> end = new CompletableFuture<>();
        private final DeploymentListener listener;
        private final boolean back;
        private Deployment deployment;
        private boolean started;
        private boolean unwanted;

        FakeRun(Deployment deployment, DeploymentListener listener, boolean back) {
            this.deployment = deployment;
            this.listener = listener;
            this.back = back;
        }

        @Override
        public CompletableFuture<Deployment> start() {
            started = true;
            return end;
        }

        @Override
        public void abort(String by) {
            unwanted = true;
        }

        @Override
        public void detach() {
            started = false;
        }

        private String target() {
            return deployment.order().resource().name();
        }

        void go(int choice) {
            boolean applied = deployment.phase() == Phase.APPLIED;
            if (choice == 61) {
                leave();
                targets.put(target(), applied ? Stands.BROKEN : targets.get(target()));
                end.completeExceptionally(new IllegalStateException("a defect"));
            } else if (unwanted) {
                targets.put(target(), applied ? Stands.BROKEN : targets.get(target()));
                finish(Phase.ABORTED);
            } else if (!deployment.lockedAt().isPresent()) {
                tell(Phase.LOCKED);
            } else if (applied) {
                settle(choice % 8);
            } else if (choice % 8 == 7 && !back) {
                finish(choice < 32 ? Phase.UNCHANGED : Phase.SUPERSEDED);
            } else {
                tell(Phase.APPLIED);
            }
        }

        private void settle(int choice) {
            if (choice < 6) {
                targets.put(target(), back ? Stands.OLD : Stands.NEW);
                finish(Phase.DONE);
            } else {
                boolean restored = choice == 6 && !back;
                targets.put(target(), restored ? Stands.OLD : Stands.BROKEN);
                finish(restored ? Phase.ROLLED_BACK : Phase.FAILED);
            }
        }

        private void tell(Phase phase) {
            Draft draft = new Draft(deployment, NOW);
            draft.lockedAt = Optional.of(NOW);
            draft.before = Optional.of(withoutRevision.contains(target()) ? Play.nothing() : Play.healthy());
            draft.pending.clear();
            draft.enter(phase, "");
            say(draft.decide().deployment());
        }

        private void finish(Phase phase) {
            Draft draft = new Draft(deployment, NOW);
            draft.lockedAt = Optional.empty();
            draft.endAs(phase, "", List.of());
            Deployment last = draft.decide().deployment();
            say(last);
            leave();
            end.complete(last);
        }

        private void say(Deployment now) {
            deployment = now;
            history.add(now.order().id() + " " + now.phase());
            listener.changed(now, List.of());
        }

        private void leave() {
            alive.remove(deployment.order().id());
        }
    }

    private static Deployment start(String name) {
        ResourceId resource = new ResourceId(Play.RESOURCE.apiVersion(), "FlinkDeployment", "streaming", name);
        return DeploymentMachine.start(new Order(
                name, "orders." + name, resource, Play.SETTINGS, Order.Provenance.UNKNOWN, false, false, NOW));
    }

    private int choose(int bound) {
        return next < choices.length ? choices[next++] % bound : 0;
    }
}
