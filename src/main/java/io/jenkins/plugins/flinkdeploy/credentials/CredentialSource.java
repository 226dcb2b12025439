package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import java.util.Optional;

/** Where credentials are looked up, which decides who may use them. */
@FunctionalInterface
public interface CredentialSource {
    /** The credential with this id, empty when there is none or it may not be used here. */
    Optional<StandardCredentials> find(String id);
}
