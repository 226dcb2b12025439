package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

/** An operator that deploys a lost JobManager again looks at a view of the cluster that may be older than what it did itself. */
public class OperatorRecoveryTest {
    private static final Baseline UPGRADE =
            new Baseline("d-new", 3, Sight.APPLIED, Sight.OLD_JOB, true, Optional.of("d-old"));
    private static final String EXISTS =
            "org.apache.flink.client.deployment.ClusterDeploymentException: The Flink cluster orders-main already exists.";

    @Test
    public void an_operator_that_finds_its_own_deployment_in_the_way_is_given_time_to_see_that_it_is_its_own() {
        assertThat(patience(comingUp()
                        .error(EXISTS)
                        .event("RecoverDeployment", "Recovering lost deployment", Sight.APPLIED.plusSeconds(60))))
                .isEqualTo(HealthRules.RECOVERY_PATIENCE);
    }

    @Test
    public void something_of_the_name_that_was_there_before_is_told_early() {
        assertThat(patience(comingUp().error(EXISTS))).isEqualTo(HealthRules.KNOWN_PATIENCE);
        assertThat(patience(comingUp()
                        .error(EXISTS)
                        .event("RecoverDeployment", "Recovering lost deployment", Sight.APPLIED.minusSeconds(60))))
                .isEqualTo(HealthRules.KNOWN_PATIENCE);
    }

    @Test
    public void a_recovery_that_fails_of_something_else_gets_no_more_time_than_others() {
        assertThat(patience(comingUp()
                        .error("Could not create the Deployment: exceeded quota: compute")
                        .event("RecoverDeployment", "Recovering lost deployment", Sight.APPLIED.plusSeconds(60))))
                .isLessThan(HealthRules.RECOVERY_PATIENCE);
    }

    private static Sight comingUp() {
        return Sight.upgrading().lifecycle("DEPLOYED").jobManager("DEPLOYING").job("RECONCILING", "old", "100");
    }

    private static Duration patience(Sight sight) {
        Verdict verdict = HealthRules.judge(UPGRADE, sight.see());
        assertThat(verdict).isInstanceOf(Verdict.Suspect.class);
        return ((Verdict.Suspect) verdict).patience();
    }
}
