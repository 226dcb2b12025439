package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.flinkdeploy.security.RunAuthentication;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * The credentials of a folder, as far as a run in it may use them. A credential of the same id in a folder between the two is not
 * taken for the one that is meant. Each use is tracked on the credential.
 */
public final class FolderCredentials implements CredentialSource {
    private final ItemGroup<?> folder;
    private final Run<?, ?> run;

    public FolderCredentials(ItemGroup<?> folder, Run<?, ?> run) {
        this.folder = folder;
        this.run = run;
    }

    @Override
    public Optional<StandardCredentials> find(String id) {
        Authentication who = RunAuthentication.of(run);
        // As for credentials of the job itself: whoever may use those of the job gets them as Jenkins would.
        boolean asJenkins = run.getParent().getACL().hasPermission2(who, CredentialsProvider.USE_ITEM);
        Optional<StandardCredentials> found = new GroupCredentials(folder, asJenkins ? ACL.SYSTEM2 : who).find(id);
        found.ifPresent(credential -> CredentialsProvider.track(run, credential));
        return found;
    }
}
