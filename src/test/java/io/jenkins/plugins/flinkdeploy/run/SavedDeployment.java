package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A deployment that was applied and has not ended, kept with a run as if it was the run's. */
public final class SavedDeployment {
    private SavedDeployment() {}

    /**
     * Keeps it.
     *
     * @param place name of the target of Jenkins that it is said to have gone to
     * @return its id
     */
    public static String keepWith(Run<?, ?> run, String place) throws IOException {
        try (InputStream json = Deployment.class.getResourceAsStream("soaking-v1.json")) {
            Deployment deployment = Deployment.fromJson(new String(json.readAllBytes(), StandardCharsets.UTF_8));
            FlinkDeployAction.note(run, deployment, Optional.of(place));
            return deployment.order().id();
        }
    }
}
