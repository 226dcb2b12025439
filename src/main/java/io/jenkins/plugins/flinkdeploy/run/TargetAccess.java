package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.config.UsableTargets;
import io.jenkins.plugins.flinkdeploy.credentials.CredentialSource;
import io.jenkins.plugins.flinkdeploy.credentials.FolderCredentials;
import io.jenkins.plugins.flinkdeploy.credentials.RunCredentials;
import io.jenkins.plugins.flinkdeploy.credentials.TargetCredentials;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterConnection;

/** A target as a run may use it. */
record TargetAccess(FlinkTarget target, TargetCredentials credentials) {
    static TargetAccess of(FlinkTarget target, Run<?, ?> run) {
        CredentialSource source = UsableTargets.of(run.getParent())
                .folderOf(target)
                .<CredentialSource>map(folder -> new FolderCredentials(folder, run))
                .orElseGet(() -> new RunCredentials(run));
        return new TargetAccess(target, new TargetCredentials(source, "target \"" + target.getName() + "\""));
    }

    ClusterConnection connection() {
        return target.getConnection().connection(credentials);
    }

    /** For clusters whose file names none. */
    String namespace() {
        return target.getNamespace() != null
                ? target.getNamespace()
                : connection().namespace();
    }

    RegistryCredentials registry() throws InterruptedException {
        return target.getRegistryCredentialsId() == null
                ? RegistryCredentials.fromDockerConfig()
                : credentials.registry(target.getRegistryCredentialsId());
    }

    boolean allowInsecureRegistry() {
        return target.isAllowInsecureRegistry();
    }
}
