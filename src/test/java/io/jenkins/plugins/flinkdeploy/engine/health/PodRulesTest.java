package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.APPLIED;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.OLD_JOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** What pods and their events mean while a new specification comes up. */
@RunWith(Parameterized.class)
public class PodRulesTest {
    private static final Instant AFTER = APPLIED.plusSeconds(2);
    private static final Instant BEFORE = APPLIED.minusSeconds(3600);
    private static final Optional<String> RUNS = Optional.empty();
    private static final Optional<String> CRASHES = Optional.of("CrashLoopBackOff");
    private static final List<Object[]> ROWS = new ArrayList<>();

    static {
        row(
                "an image that does not exist",
                "fails IMAGE_PULL",
                comingUp()
                        .pod(Pods.waiting(
                                "ErrImagePull",
                                "rpc error: code = NotFound desc = failed to pull and unpack image"
                                        + " \"registry:5000/orders@sha256:00\": not found",
                                AFTER)));
        row(
                "an image that may not be pulled",
                "fails IMAGE_PULL",
                comingUp()
                        .pod(Pods.waiting("ImagePullBackOff", "pull access denied, repository does not exist", AFTER)));
        row(
                "a registry that does not answer once",
                "suspects IMAGE_PULL",
                comingUp().pod(Pods.waiting("ErrImagePull", "dial tcp 10.0.0.1:5000: i/o timeout", AFTER)));
        row(
                "an image name that is none",
                "fails IMAGE_PULL",
                comingUp().pod(Pods.waiting("InvalidImageName", "", AFTER)));
        row(
                "a config map that is missing yet",
                "suspects CONTAINER_CONFIG",
                comingUp().pod(Pods.waiting("CreateContainerConfigError", "configmap \"extra\" not found", AFTER)));
        row("a container that only starts", "waits", comingUp().pod(Pods.waiting("ContainerCreating", "", AFTER)));
        row("a crash loop", "fails CRASH_LOOP", comingUp().pod(Pods.ended(CRASHES, "Error", 1, AFTER, AFTER)));
        row(
                "a crash loop for want of memory",
                "fails OUT_OF_MEMORY",
                comingUp().pod(Pods.ended(CRASHES, "OOMKilled", 137, AFTER, AFTER)));
        row(
                "killed for want of memory and started again",
                "fails OUT_OF_MEMORY",
                comingUp().pod(Pods.ended(RUNS, "OOMKilled", 137, AFTER, AFTER)));
        row(
                "an error after which the container runs again",
                "waits",
                comingUp().pod(Pods.ended(RUNS, "Error", 1, AFTER, AFTER)));
        row(
                "no node with room",
                "suspects UNSCHEDULABLE",
                comingUp().pod(Pods.unschedulable("0/3 nodes are available: 3 Insufficient memory.", AFTER)));
        row(
                "a namespace without quota left",
                "suspects QUOTA",
                comingUp().event("FailedCreate", "pods \"orders-main-1\" is forbidden: exceeded quota: team", AFTER));
        row(
                "a quota that was exceeded before",
                "waits",
                comingUp().event("FailedCreate", "exceeded quota: team", BEFORE));
        row(
                "a pod of the old specification",
                "waits",
                comingUp().pod(Pods.waiting("ImagePullBackOff", "not found", BEFORE)));
        row(
                "the old specification's trouble while the new one waits for its turn",
                "waits",
                Sight.applied().pod(Pods.ended(CRASHES, "Error", 1, AFTER, AFTER)));
    }

    private final String expected;
    private final Sight sight;

    public PodRulesTest(String row, String expected, Sight sight) {
        this.expected = expected;
        this.sight = sight;
    }

    @Parameterized.Parameters(name = "{0}: {1}")
    public static List<Object[]> rows() {
        return ROWS;
    }

    @Test
    public void pods_tell() {
        Baseline baseline = new Baseline("d-new", 3, APPLIED, OLD_JOB, true, Optional.of("d-old"));
        assertThat(Sight.name(HealthRules.judge(baseline, sight.see()))).isEqualTo(expected);
    }

    private static Sight comingUp() {
        return Sight.running().lifecycle("DEPLOYED").job("RECONCILING", "", "");
    }

    private static void row(String name, String expected, Sight sight) {
        ROWS.add(new Object[] {name, expected, sight});
    }
}
