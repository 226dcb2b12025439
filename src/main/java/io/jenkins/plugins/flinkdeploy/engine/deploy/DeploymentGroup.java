package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Several deployments that belong together, as one value: which may begin, which are left as they were, and which are taken back
 * when one fails. Pure: whoever runs it starts what may begin and tells it how it went.
 *
 * @param id identity of the group; that of its deployment where it has only one
 * @param members the deployments, in the order of deployment; those that take another one back come last
 * @param allOrNothing whether what was deployed is taken back when one of them fails
 * @param abortedBy who wanted all of it to end; nothing more is begun then
 */
public record DeploymentGroup(String id, List<Member> members, boolean allOrNothing, Optional<String> abortedBy) {

    /**
     * One of them.
     *
     * @param deployment as it was when it was told last
     * @param after ids of those that must have done what was asked before it begins
     * @param takesBack id of the one that it takes back
     * @param lost why nobody looks after it any more, although it has not ended; whoever resumes the group tries again
     */
    public record Member(Deployment deployment, List<String> after, Optional<String> takesBack, Optional<String> lost) {
        public Member {
            after = List.copyOf(after);
        }

        /** A deployment that begins when others have done what was asked. */
        public Member(Deployment deployment, List<String> after) {
            this(deployment, after, Optional.empty(), Optional.empty());
        }

        public String id() {
            return deployment.order().id();
        }

        /** Whether it did what was asked. */
        public boolean succeeded() {
            return deployment.isFinished() && deployment.phase().isSuccess();
        }

        /** Whether it ended without doing what was asked, or cannot be carried on. */
        public boolean failed() {
            return lost.isPresent()
                    || deployment.isFinished() && !deployment.phase().isSuccess();
        }

        /** Whether it may have touched its target: what was interrupted then must be gone on with. */
        public boolean hasBegun() {
            return deployment.lockedAt().isPresent();
        }

        private boolean isOver() {
            return lost.isPresent() || deployment.isFinished();
        }

        private Member with(Deployment now) {
            return new Member(now, after, takesBack, lost);
        }
    }

    public DeploymentGroup {
        members = List.copyOf(members);
    }

    /** A new group. */
    public static DeploymentGroup of(List<Member> members, boolean allOrNothing) {
        Member first = members.get(0);
        String id = members.size() == 1
                ? first.id()
                : Ids.newId(first.deployment().order().createdAt());
        return new DeploymentGroup(id, members, allOrNothing, Optional.empty());
    }

    /** Deployments that are carried out one after another; one that does not do what was asked is the last. */
    public static DeploymentGroup inTurn(List<Deployment> deployments) {
        List<Member> members = new ArrayList<>();
        for (Deployment deployment : deployments) {
            List<String> before = members.isEmpty()
                    ? List.of()
                    : List.of(members.get(members.size() - 1).id());
            members.add(new Member(deployment, before));
        }
        return of(members, false);
    }

    /**
     * What may begin now; independent ones at once.
     *
     * @param running ids of those that were begun and have not ended
     */
    public List<Deployment> startable(Set<String> running) {
        return members.stream()
                .filter(member -> !member.isOver() && !running.contains(member.id()))
                .filter(member -> mayBegin(member, running))
                .map(Member::deployment)
                .toList();
    }

    private boolean mayBegin(Member member, Set<String> running) {
        // What was interrupted has begun already, and goes on whatever became of the others.
        if (member.hasBegun() || abortedBy.isPresent()) {
            return member.hasBegun();
        }
        return member.takesBack().isPresent() ? isTurnOf(member, running) : isWanted(member);
    }

    private boolean isWanted(Member member) {
        boolean needless = isTakingBack() || allOrNothing && members.stream().anyMatch(Member::failed);
        return !needless
                && member.after().stream()
                        .allMatch(id -> member(id).filter(Member::succeeded).isPresent());
    }

    /** What takes others back goes one after another, in its order, and whatever becomes of the one before. */
    private boolean isTurnOf(Member member, Set<String> running) {
        boolean interrupted = asked().anyMatch(other -> other.hasBegun() && !other.isOver());
        return running.isEmpty()
                && !interrupted
                && members.stream()
                        .filter(other -> other.takesBack().isPresent())
                        .filter(other -> !other.isOver())
                        .findFirst()
                        .filter(member::equals)
                        .isPresent();
    }

    /** The group after one of its deployments went on or ended. */
    public DeploymentGroup with(Deployment deployment) {
        return replaced(deployment.order().id(), member -> member.with(deployment));
    }

    /** The group after nobody can look after one of its deployments any more. */
    public DeploymentGroup withLost(String id, String why) {
        return replaced(
                id, member -> new Member(member.deployment(), member.after(), member.takesBack(), Optional.of(why)));
    }

    private DeploymentGroup replaced(String id, UnaryOperator<Member> change) {
        return new DeploymentGroup(
                this.id,
                members.stream()
                        .map(member -> member.id().equals(id) ? change.apply(member) : member)
                        .toList(),
                allOrNothing,
                abortedBy);
    }

    /** The group after a person wanted all of it to end. */
    public DeploymentGroup withAbort(String by) {
        return new DeploymentGroup(id, members, allOrNothing, Optional.of(by));
    }

    /**
     * The group with deployments that take back what went well, the last one first, when nothing runs any more and one has failed;
     * the same group when there is nothing to take back. What was deployed for the first time has nothing to go back to.
     */
    public DeploymentGroup takingBack(Instant now) {
        // Whoever aborts is leaving, and decides for themselves what stays.
        boolean wanted = isTakingBack() || members.stream().anyMatch(Member::failed);
        if (!allOrNothing || isAborted() || !wanted) {
            return this;
        }
        List<Member> all = new ArrayList<>(members);
        for (int i = members.size() - 1; i >= 0; i--) {
            Member done = members.get(i);
            boolean asked = done.takesBack().isEmpty();
            if (asked
                    && done.deployment().phase() == Phase.DONE
                    && takingBack(done).isEmpty()) {
                lastGood(done).ifPresent(revision -> all.add(takingBack(done, revision, now)));
            }
        }
        return all.size() == members.size() ? this : new DeploymentGroup(id, all, true, abortedBy);
    }

    private boolean isTakingBack() {
        return members.stream().anyMatch(member -> member.takesBack().isPresent());
    }

    private static Member takingBack(Member done, Revision revision, Instant now) {
        Order order = done.deployment().order();
        Order back = new Order(
                order.id() + "-back",
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
        return new Member(DeploymentMachine.start(back), List.of(), Optional.of(done.id()), Optional.empty());
    }

    private static Optional<Revision> lastGood(Member member) {
        return member.deployment().before().flatMap(Before::lastGood);
    }

    /** Whether a person ended it, or one of its deployments. */
    boolean isAborted() {
        return abortedBy.isPresent()
                || members.stream().anyMatch(member -> member.deployment().phase() == Phase.ABORTED);
    }

    /** Whether every one of them did what was asked. */
    public boolean isSuccess() {
        return !isTakingBack() && members.stream().allMatch(Member::succeeded);
    }

    /** What was asked for: without those that take back. */
    public Stream<Member> asked() {
        return members.stream().filter(member -> member.takesBack().isEmpty());
    }

    /** What takes this one back. */
    Optional<Member> takingBack(Member done) {
        return members.stream()
                .filter(other -> other.takesBack().equals(Optional.of(done.id())))
                .findFirst();
    }

    /** What was not begun, because one that it comes after failed, or a person wanted all of it to end. */
    public List<Order> leftAsTheyWere() {
        return asked().filter(member -> !member.isOver())
                .map(member -> member.deployment().order())
                .toList();
    }

    /** What was deployed and stays, although the group failed: there was nothing before it, or taking it back failed. */
    public List<Order> notTakenBack() {
        if (!allOrNothing || isSuccess()) {
            return List.of();
        }
        return asked().filter(member -> member.deployment().phase() == Phase.DONE)
                .filter(member -> takingBack(member).filter(Member::succeeded).isEmpty())
                .map(member -> member.deployment().order())
                .toList();
    }

    /** The deployment with this id. */
    public Optional<Member> member(String wanted) {
        return members.stream().filter(member -> member.id().equals(wanted)).findFirst();
    }

    /** The image that was built for one of these deployments; resources of one cluster share it. */
    public Optional<Prepared.Image> imageOf(Collection<String> ids) {
        return members.stream()
                .filter(member -> ids.contains(member.id()))
                .flatMap(member -> member.deployment().prepared().stream())
                .flatMap(prepared -> prepared.image().stream())
                .findFirst();
    }

    /** The whole state as JSON: whoever holds it can go on with the group after a crash. */
    public String toJson() {
        return SavedGroup.write(this);
    }

    /**
     * Reads a saved group, or a single saved deployment as a group of one.
     *
     * @throws UserException when it is neither, or of a newer version of this tool
     */
    public static DeploymentGroup fromJson(String text) {
        return SavedGroup.read(text);
    }
}
