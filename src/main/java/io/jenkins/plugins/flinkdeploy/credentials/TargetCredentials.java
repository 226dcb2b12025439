package io.jenkins.plugins.flinkdeploy.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.ExtensionList;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.kube.Auth;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The credentials that a target, or a step, names, turned into what the engine takes. */
public final class TargetCredentials {
    /** Kinds of credentials that can hold a kubeconfig. */
    public static final CredentialsMatcher KUBECONFIG = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(FileCredentials.class),
            CredentialsMatchers.instanceOf(StringCredentials.class));
    /** Kinds of credentials that an API server takes. */
    public static final CredentialsMatcher API_SERVER = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(StringCredentials.class),
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));

    private static final String UNTOUCHED = "Nothing was built, stopped or changed.";
    private static final int LONGEST_KUBECONFIG = 1 << 20;

    private final CredentialSource source;
    private final String owner;

    /**
     * @param owner who names them, for errors: {@code target "prod"}
     */
    public TargetCredentials(CredentialSource source, String owner) {
        this.source = source;
        this.owner = owner;
    }

    /** The text of a kubeconfig that is kept as a secret file or a secret text. */
    public String kubeconfig(String id) {
        StandardCredentials found = find(id);
        if (found instanceof FileCredentials file) {
            try (InputStream content = file.getContent()) {
                return new String(content.readNBytes(LONGEST_KUBECONFIG), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UserException(
                        "The file of credential \"" + id + "\" cannot be read: " + e.getMessage() + ".",
                        UNTOUCHED,
                        "Upload the kubeconfig again.",
                        e);
            }
        } else if (found instanceof StringCredentials text) {
            return text.getSecret().getPlainText();
        }
        throw wrongKind(id, "as a kubeconfig", "Secret file or Secret text");
    }

    /** How to prove to the API server who one is. */
    public Auth apiServer(String id) {
        StandardCredentials found = find(id);
        if (found instanceof StringCredentials text) {
            return new Auth.Token(text.getSecret().getPlainText());
        } else if (found instanceof StandardUsernamePasswordCredentials login) {
            return new Auth.UserPassword(
                    login.getUsername(), login.getPassword().getPlainText());
        }
        throw wrongKind(id, "for a Kubernetes API server", "Secret text (a token) or Username with password");
    }

    /** How the image registry is told who pushes. */
    public RegistryCredentials registry(String id) throws InterruptedException {
        StandardCredentials found = find(id);
        try {
            for (RegistryLogin login : ExtensionList.lookup(RegistryLogin.class)) {
                Optional<RegistryCredentials> converted = login.convert(found);
                if (converted.isPresent()) {
                    return converted.get();
                }
            }
        } catch (IOException e) {
            throw new UserException(
                    "The credential \"" + id + "\" cannot be read: " + e.getMessage() + ".", UNTOUCHED, "", e);
        }
        throw wrongKind(id, "for an image registry", "Username with password, or Secret file (a Docker config.json)");
    }

    private StandardCredentials find(String id) {
        return source.find(id)
                .orElseThrow(() -> new UserException(
                        "The credential \"" + id + "\", which " + owner
                                + " names, does not exist or may not be used here.",
                        UNTOUCHED,
                        "Create it with this id and scope Global, or correct the name."));
    }

    private UserException wrongKind(String id, String what, String kinds) {
        return new UserException(
                "The credential \"" + id + "\", which " + owner + " names, cannot be used " + what + ".",
                UNTOUCHED,
                "It must be of kind " + kinds + ".");
    }
}
