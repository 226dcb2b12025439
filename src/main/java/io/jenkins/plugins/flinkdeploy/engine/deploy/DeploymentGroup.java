package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Several deployments that belong together, as one value: which may begin, which are left as they were, and which are taken back
 * when one fails. Pure: whoever runs it starts what may begin and tells it how it went.
 *
 * @param members the deployments, in the order of deployment; those that take another one back come last
 * @param allOrNothing whether what was deployed is taken back when one of them fails
 */
public record DeploymentGroup(List<Member> members, boolean allOrNothing) {

    /**
     * One of them.
     *
     * @param deployment as it was when it was told last
     * @param after ids of those that must have done what was asked before it begins
     * @param takesBack id of the one that it takes back
     */
    public record Member(Deployment deployment, List<String> after, Optional<String> takesBack) {
        public Member {
            after = List.copyOf(after);
        }

        private String id() {
            return deployment.order().id();
        }

        private boolean succeeded() {
            return deployment.isFinished() && deployment.phase().isSuccess();
        }

        private boolean failed() {
            return deployment.isFinished() && !deployment.phase().isSuccess();
        }
    }

    public DeploymentGroup {
        members = List.copyOf(members);
    }

    /** Deployments that are carried out one after another; one that does not do what was asked is the last. */
    public static DeploymentGroup inTurn(List<Deployment> deployments) {
        List<Member> members = new ArrayList<>();
        for (Deployment deployment : deployments) {
            List<String> before = members.isEmpty()
                    ? List.of()
                    : List.of(members.get(members.size() - 1).id());
            members.add(new Member(deployment, before, Optional.empty()));
        }
        return new DeploymentGroup(members, false);
    }

    /**
     * What may begin now; independent ones at once.
     *
     * @param running ids of those that were begun and have not ended
     */
    public List<Deployment> startable(Set<String> running) {
        return members.stream()
                .filter(member -> !member.deployment().isFinished() && !running.contains(member.id()))
                .filter(member -> member.takesBack().isPresent() ? isTurnOf(member, running) : mayBegin(member))
                .map(Member::deployment)
                .toList();
    }

    private boolean mayBegin(Member member) {
        boolean needless = allOrNothing && members.stream().anyMatch(Member::failed);
        // What was interrupted has begun already, and goes on whatever became of the others.
        boolean begun = member.deployment().lockedAt().isPresent();
        return begun
                || !needless
                        && member.after().stream()
                                .allMatch(id -> of(id).filter(Member::succeeded).isPresent());
    }

    /** What takes others back goes one after another, in its order, and whatever becomes of the one before. */
    private boolean isTurnOf(Member member, Set<String> running) {
        return running.isEmpty()
                && members.stream()
                        .filter(other -> other.takesBack().isPresent())
                        .filter(other -> !other.deployment().isFinished())
                        .findFirst()
                        .filter(member::equals)
                        .isPresent();
    }

    /** The group after one of its deployments went on or ended. */
    public DeploymentGroup with(Deployment deployment) {
        return new DeploymentGroup(
                members.stream()
                        .map(member -> member.id().equals(deployment.order().id())
                                ? new Member(deployment, member.after(), member.takesBack())
                                : member)
                        .toList(),
                allOrNothing);
    }

    /**
     * The group with deployments that take back what went well, the last one first, when nothing runs any more and one has failed;
     * the same group when there is nothing to take back. What was deployed for the first time has nothing to go back to.
     */
    public DeploymentGroup takingBack(Instant now) {
        boolean begun = members.stream().anyMatch(member -> member.takesBack().isPresent());
        // Whoever aborts is leaving, and decides for themselves what stays.
        boolean aborted =
                members.stream().anyMatch(member -> member.deployment().phase() == Phase.ABORTED);
        if (!allOrNothing || begun || aborted || members.stream().noneMatch(Member::failed)) {
            return this;
        }
        List<Member> all = new ArrayList<>(members);
        for (int i = members.size() - 1; i >= 0; i--) {
            Member done = members.get(i);
            if (done.deployment().phase() == Phase.DONE) {
                lastGood(done).ifPresent(revision -> all.add(takingBack(done, revision, now)));
            }
        }
        return all.size() == members.size() ? this : new DeploymentGroup(all, true);
    }

    private static Member takingBack(Member done, Revision revision, Instant now) {
        Order order = done.deployment().order();
        Order back = new Order(
                Ids.newId(now),
                order.target(),
                order.resource(),
                order.settings().withRollback(RollbackPolicy.MANUAL),
                new Order.Provenance(
                        revision.commit(),
                        order.provenance().buildUrl(),
                        order.provenance().deployedBy()),
                false,
                false,
                now,
                Optional.of(revision.number()),
                Optional.empty());
        return new Member(DeploymentMachine.start(back), List.of(), Optional.of(done.id()));
    }

    private static Optional<Revision> lastGood(Member member) {
        return member.deployment().before().flatMap(Before::lastGood);
    }

    /** Whether every one of them did what was asked. */
    @JsonIgnore
    public boolean isSuccess() {
        return members.stream().allMatch(Member::succeeded);
    }

    /** The first that did not do what was asked. */
    @JsonIgnore
    public Optional<Deployment> firstFailure() {
        return members.stream().filter(Member::failed).map(Member::deployment).findFirst();
    }

    /** What was not begun, because one that it comes after failed. */
    @JsonIgnore
    public List<Order> leftAsTheyWere() {
        return members.stream()
                .filter(member -> !member.deployment().isFinished())
                .map(member -> member.deployment().order())
                .toList();
    }

    /** What was deployed and stays, although the group failed: there was nothing before it, or taking it back failed. */
    @JsonIgnore
    public List<Order> notTakenBack() {
        if (!allOrNothing || members.stream().noneMatch(Member::failed)) {
            return List.of();
        }
        return members.stream()
                .filter(member ->
                        member.takesBack().isEmpty() && member.deployment().phase() == Phase.DONE)
                .filter(member -> members.stream()
                        .noneMatch(other -> other.takesBack().equals(Optional.of(member.id())) && other.succeeded()))
                .map(member -> member.deployment().order())
                .toList();
    }

    private Optional<Member> of(String id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }
}
