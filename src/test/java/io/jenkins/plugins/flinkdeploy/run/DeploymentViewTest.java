package io.jenkins.plugins.flinkdeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What the page of a run tells of a deployment, from states that were saved. */
public class DeploymentViewTest {
    @Test
    public void the_timeline_shows_what_took_time_one_after_another_and_fills_the_whole() throws IOException {
        List<PhaseBar> bars = saved("rolling-back-v1.json").getPhases();

        assertThat(bars).isNotEmpty().allSatisfy(bar -> assertThat(bar.getText())
                .isNotBlank());
        double end = 0;
        for (PhaseBar bar : bars) {
            assertThat(percent(bar.getStart())).isGreaterThanOrEqualTo(end - 1);
            end = percent(bar.getStart()) + percent(bar.getWidth());
        }
        assertThat(end).isBetween(95.0, 101.0);
    }

    @Test
    public void a_failure_is_told_with_its_cause_what_to_do_and_where_to_read_on() throws IOException {
        DeploymentView view = saved("rolling-back-v1.json");

        assertThat(view.getCause()).isNotBlank();
        assertThat(view.getExplanation()).isNotBlank();
        assertThat(view.getSuggestion()).isNotBlank();
        assertThat(view.getCausePage()).startsWith("https://").contains("/docs/causes.md#");
    }

    @Test
    public void a_deployment_that_is_under_way_and_healthy_so_far_tells_of_no_cause() throws IOException {
        DeploymentView view = saved("soaking-v1.json");

        assertThat(view.getCause()).isNull();
        assertThat(view.getEvidence()).isEmpty();
        assertThat(view.getNotice()).isEqualTo("jenkins-alert-info");
    }

    @Test
    public void the_ingress_of_the_cluster_is_a_link_when_it_is_one_for_a_browser() throws IOException {
        assertThat(under("{{name}}.example.org").getDashboard()).isEqualTo("http://orders-main.example.org");
        assertThat(under("javascript://x").getDashboard()).isNull();
        assertThat(saved("soaking-v1.json").getDashboard()).isNull();
    }

    private static DeploymentView under(String ingress) throws IOException {
        ObjectNode saved = Json.read(text("soaking-v1.json"), ObjectNode.class);
        saved.withObject("/prepared/manifest/spec/ingress").put("template", ingress);
        return DeploymentView.of(Deployment.fromJson(Json.write(saved)), Optional.empty());
    }

    private static double percent(String text) {
        return Double.parseDouble(text.replace("%", ""));
    }

    private static DeploymentView saved(String name) throws IOException {
        return DeploymentView.of(Deployment.fromJson(text(name)), Optional.empty());
    }

    private static String text(String name) throws IOException {
        try (InputStream json = Deployment.class.getResourceAsStream(name)) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
