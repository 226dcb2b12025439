package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.image.BuildLog;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.MasterToSlaveFileCallable;

/** Builds and pushes the job's image where the job's files are. */
final class RemoteImageBuild extends MasterToSlaveFileCallable<BuiltImage> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(RemoteImageBuild.class.getName());

    private final String image;
    private final RegistryCredentials credentials;
    private final BuildLog log;

    RemoteImageBuild(JobImage image, RegistryCredentials credentials, TaskListener listener) {
        this.image = image.toJson();
        this.credentials = credentials;
        this.log = new AgentLog(listener);
    }

    @Override
    public BuiltImage invoke(File directory, VirtualChannel channel) throws InterruptedException {
        try {
            return JobImage.fromJson(image).build(directory.toPath(), credentials, ImageCaches.ofUser(), log);
        } catch (UserException e) {
            LOGGER.log(Level.FINE, "Image build failed", e);
            // Its cause may not be able to travel, and would take the words for the user along.
            throw new UserException(
                    e.problem(), e.untouched().orElse(""), e.remedy().orElse(""));
        }
    }
}
