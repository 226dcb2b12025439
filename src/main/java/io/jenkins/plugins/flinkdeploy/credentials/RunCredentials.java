package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Run;
import java.util.List;
import java.util.Optional;

/** The credentials that a run may use: those of its folders and the global ones. Each use is tracked on the credential. */
public final class RunCredentials implements CredentialSource {
    private final Run<?, ?> run;

    public RunCredentials(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public Optional<StandardCredentials> find(String id) {
        StandardCredentials found =
                CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, List.of());
        CredentialsProvider.track(run, found);
        return Optional.ofNullable(found);
    }
}
