package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.credentials.RunCredentials;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.Definition;
import io.jenkins.plugins.flinkdeploy.engine.deploy.JobImage;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Orders;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.util.Optional;

/** Builds the image of a cluster on the agent. Built again from the same files it is the same image. */
public final class ImageTask implements RunTask<ImageResult> {
    private static final long serialVersionUID = 1L;

    private final ImageParameters parameters;

    public ImageTask(ImageParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public ImageResult work(RunFront front) throws IOException, InterruptedException {
        FlinkPermissions.checkDeploy(front.run());
        Origin origin = Origin.of(front.run(), front.environment(), Optional.ofNullable(parameters.getCommit()));
        Definition definition =
                ReadFile.alone(new WorkspaceFiles(front.workspace()).read(parameters, origin.service()), front);
        ClusterDefinition cluster =
                Assignment.choose(definition, Optional.ofNullable(parameters.getCluster()), parameters.getFile());
        front.label(Messages.ImageTask_label(Orders.target(cluster)));
        Optional<FlinkTarget> target = Targets.of(front.run()).ifAny(parameters.getTarget(), cluster);
        Run<?, ?> run = front.run();
        boolean allowInsecure =
                target.filter(FlinkTarget::isAllowInsecureRegistry).isPresent();
        JobImage image = JobImage.of(cluster, origin.provenance(), allowInsecure)
                .orElseThrow(() -> new UserException(
                        Messages.ImageTask_nothingToBuild(parameters.getFile()),
                        Messages.ImageTask_nothingBuilt(),
                        Messages.ImageTask_howToBuild()));
        AgentImageBuild build = new AgentImageBuild(front, parameters.getFile());
        try {
            BuiltImage built = build.build(image, credentials(target, run));
            ImageTracker.all().forEach(tracker -> tracker.built(run, built));
            return new ImageResult(built);
        } finally {
            build.stop();
        }
    }

    private RegistryCredentials credentials(Optional<FlinkTarget> target, Run<?, ?> run) throws InterruptedException {
        if (parameters.getRegistryCredentialsId() != null) {
            return new TargetCredentials(new RunCredentials(run), Messages.ImageTask_theStep())
                    .registry(parameters.getRegistryCredentialsId());
        }
        return target.isPresent()
                ? TargetAccess.of(target.get(), run).registry()
                : RegistryCredentials.fromDockerConfig();
    }

    @Override
    public String status() {
        return Messages.ImageTask_status(parameters.getFile());
    }
}
