package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.status.DeploymentStatus;
import java.time.Instant;
import java.util.Optional;

/** A deployment of a cluster that went well, on its page. */
public final class DeployedView {
    private final DeploymentStatus deployment;
    private final Instant now;

    DeployedView(DeploymentStatus deployment, Instant now) {
        this.deployment = deployment;
        this.now = now;
    }

    public long getNumber() {
        return deployment.number();
    }

    public String getAt() {
        return ViewTimes.at(deployment.at(), now);
    }

    public String getCommit() {
        return deployment.commit().map(Text::commit).orElse("");
    }

    public String getBy() {
        return deployment.by().orElse("");
    }

    public String getTook() {
        return Text.duration(deployment.took());
    }

    public String getDowntime() {
        return deployment.downtime().map(Text::duration).orElse("");
    }

    /** Address of the build, empty when it is not known. */
    public String getBuildUrl() {
        return deployment.buildUrl().flatMap(Links::safe).orElse("");
    }

    /** The build as people call it. */
    public String getBuild() {
        return Optional.of(getBuildUrl()).map(Links::build).orElse("");
    }
}
