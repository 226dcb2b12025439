package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** Which deployments of a group may begin, which are left, and which are taken back. */
public class DeploymentGroupTest {
    private static final Instant NOW = Sight.APPLIED;

    @Test
    public void independent_ones_begin_together_once_what_they_come_after_is_done() {
        DeploymentGroup group = group(false);
        assertThat(ids(group.startable(Set.of()))).containsExactly("cluster");
        assertThat(group.startable(Set.of("cluster"))).isEmpty();
        group = group.with(ended("cluster", Phase.DONE));
        assertThat(ids(group.startable(Set.of()))).containsExactly("a", "b");
        group = group.with(ended("a", Phase.UNCHANGED));
        assertThat(ids(group.startable(Set.of("b")))).containsExactly("c");
    }

    @Test
    public void one_that_fails_leaves_what_comes_after_it_and_no_other() {
        DeploymentGroup group = group(false).with(ended("cluster", Phase.DONE)).with(ended("a", Phase.FAILED));
        assertThat(ids(group.startable(Set.of()))).containsExactly("b");
        group = group.with(ended("b", Phase.DONE));
        assertThat(group.startable(Set.of())).isEmpty();
        assertThat(group.leftAsTheyWere()).extracting(Order::id).containsExactly("c");
        assertThat(group.isSuccess()).isFalse();
        assertThat(group.takingBack(NOW)).isSameAs(group);
    }

    @Test
    public void all_or_nothing_begins_nothing_more_and_takes_back_what_was_done_last_one_first() {
        DeploymentGroup group = group(true)
                .with(ended("cluster", Phase.DONE))
                .with(ended("a", Phase.DONE))
                .with(ended("b", Phase.ROLLED_BACK));
        assertThat(group.startable(Set.of())).isEmpty();
        DeploymentGroup back = group.takingBack(NOW);
        assertThat(back.members().stream().flatMap(member -> member.takesBack().stream()))
                .containsExactly("a", "cluster");
        List<Deployment> first = back.startable(Set.of());
        assertThat(first).hasSize(1);
        assertThat(first.get(0).order().revision()).contains(7L);
        assertThat(first.get(0).order().resource().name()).isEqualTo("a");
        assertThat(back.startable(Set.of(first.get(0).order().id()))).isEmpty();
        assertThat(back.takingBack(NOW)).isSameAs(back);
        assertThat(GroupReport.of(back).outcome())
                .as("what was done is not taken back yet")
                .isEqualTo(Phase.FAILED);
    }

    @Test
    public void what_could_not_be_taken_back_is_named() {
        DeploymentGroup group = group(true).with(ended("cluster", Phase.DONE)).with(ended("a", Phase.FAILED));
        DeploymentGroup back = group.takingBack(NOW);
        assertThat(back.notTakenBack()).extracting(Order::id).containsExactly("cluster");
        Deployment undo = back.startable(Set.of()).get(0);
        DeploymentGroup undone = back.with(end(undo, Phase.DONE));
        assertThat(undone.notTakenBack()).isEmpty();
        assertThat(undone.isSuccess()).isFalse();
        assertThat(undone.startable(Set.of())).isEmpty();
        assertThat(back.with(end(undo, Phase.FAILED)).notTakenBack()).hasSize(1);
    }

    @Test
    public void one_after_another_ends_with_the_first_that_fails() {
        DeploymentGroup group = DeploymentGroup.inTurn(List.of(start("x"), start("y"), start("z")));
        assertThat(ids(group.startable(Set.of()))).containsExactly("x");
        group = group.with(ended("x", Phase.DONE)).with(ended("y", Phase.ABORTED));
        assertThat(group.startable(Set.of())).isEmpty();
        assertThat(group.leftAsTheyWere()).extracting(Order::id).containsExactly("z");
    }

    @Test
    public void one_that_a_person_aborts_takes_nothing_back_and_names_what_stays() {
        DeploymentGroup group = group(true).with(ended("cluster", Phase.DONE)).with(ended("a", Phase.ABORTED));
        assertThat(group.takingBack(NOW)).isSameAs(group);
        assertThat(group.startable(Set.of())).isEmpty();
        assertThat(group.notTakenBack()).extracting(Order::id).containsExactly("cluster");
    }

    @Test
    public void a_group_survives_being_saved() {
        DeploymentGroup group = group(true)
                .with(ended("cluster", Phase.DONE))
                .with(ended("a", Phase.FAILED))
                .takingBack(NOW);
        assertThat(DeploymentGroup.fromJson(group.toJson())).isEqualTo(group);
    }

    /** A cluster; after it {@code a} and {@code b}; after {@code a} also {@code c}. */
    private static DeploymentGroup group(boolean allOrNothing) {
        return DeploymentGroup.of(
                List.of(member("cluster"), member("a", "cluster"), member("b", "cluster"), member("c", "cluster", "a")),
                allOrNothing);
    }

    private static DeploymentGroup.Member member(String id, String... after) {
        return new DeploymentGroup.Member(start(id), List.of(after));
    }

    private static Deployment start(String id) {
        ResourceId resource = new ResourceId(Play.RESOURCE.apiVersion(), "FlinkSessionJob", "streaming", id);
        return DeploymentMachine.start(
                new Order(id, "orders", resource, Play.SETTINGS, Order.Provenance.UNKNOWN, false, false, NOW));
    }

    private static Deployment ended(String id, Phase phase) {
        return end(start(id), phase);
    }

    private static Deployment end(Deployment deployment, Phase phase) {
        Draft draft = new Draft(deployment, NOW);
        draft.before = Optional.of(Play.healthy());
        draft.endAs(phase, "for the test", List.of());
        return draft.decide().deployment();
    }

    private static List<String> ids(List<Deployment> deployments) {
        return deployments.stream().map(each -> each.order().id()).toList();
    }
}
