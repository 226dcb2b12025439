package io.jenkins.plugins.flinkdeploy.run;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;

/** Keeps no connection under an identity that may have been taken away. */
@Extension
public final class ClientsOfChangedTargets extends SaveableListener {
    @Override
    public void onChange(Saveable changed, XmlFile file) {
        if (changed instanceof FlinkDeployConfiguration || changed instanceof SystemCredentialsProvider) {
            ExtensionList.lookup(DeployRuntime.class)
                    .forEach(runtime -> runtime.clients().closeUnused());
        }
    }
}
