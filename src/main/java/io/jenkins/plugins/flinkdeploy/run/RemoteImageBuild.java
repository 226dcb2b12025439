package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.image.BuildLog;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import java.io.File;
import jenkins.MasterToSlaveFileCallable;

/** Builds and pushes the job's image where the job's files are. */
final class RemoteImageBuild extends MasterToSlaveFileCallable<BuiltImage> {
    private static final long serialVersionUID = 1L;

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
        return JobImage.fromJson(image).build(directory.toPath(), credentials, ImageCaches.ofUser(), log);
    }
}
