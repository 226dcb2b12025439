package io.jenkins.plugins.flinkdeploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Report;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Test;

/** A job's revisions, forth without savepoints and back by hand, with the real operator and real Flink. */
public class RevisionsIT {
    private static final String SOAK = "2s";

    @ClassRule
    public static final RealCluster CLUSTER = new RealCluster();

    @Test
    public void without_savepoints_a_job_goes_on_from_its_last_checkpoint_and_back_to_any_revision_with_its_state()
            throws IOException {
        CountingService service = CountingService.application(CLUSTER, "last");
        Path file = service.version("last-state", "", SOAK);
        assertThat(service.deploy(0, file, "--commit", "1111111111111111").outcome())
                .isEqualTo(Phase.DONE);
        service.awaitMore();

        Path changed = service.version("last-state", ", --after, \"1000\"", SOAK);
        Report upgrade = service.deploy(0, changed, "--commit", "2222222222222222");
        assertThat(upgrade.outcome()).isEqualTo(Phase.DONE);
        assertThat(upgrade.savepoints()).isEmpty();
        assertThat(upgrade.restoredFrom())
                .hasValueSatisfying(path -> assertThat(path).contains("/chk-"));
        service.assertNothingIsLost();

        JsonNode revisions = Json.read(service.run(0, file, "rollback", "--list"));
        JsonNode newest = revisions.elements().next().get(0);
        JsonNode oldest = revisions.elements().next().get(1);
        assertThat(newest.path("current").asBoolean()).isTrue();
        assertThat(newest.path("commit").asText()).isEqualTo("2222222222222222");
        assertThat(oldest.path("commit").asText()).isEqualTo("1111111111111111");

        Report back = Json.read(
                service.run(0, file, "rollback", "--to", oldest.path("number").asText()), Report.class);
        assertThat(back.outcome()).isEqualTo(Phase.DONE);
        assertThat(back.commit()).contains("1111111111111111");
        assertThat(back.restoredFrom()).isPresent();
        assertThat(service.live().at("/spec/job/args").toString()).doesNotContain("1000");
        service.assertNothingIsLost();

        Report again = service.deploy(1, changed, "--commit", "2222222222222222");
        assertThat(again.summary()).contains("rolled back").contains("22222222");
    }
}
