package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How to reach a cluster and as whom: an immutable value, equal to another when both lead to the same server under the same
 * identity. Only what is given counts; no environment variable, no {@code ~/.kube/config} and no service account of the pod is
 * looked at.
 */
public final class ClusterConnection {
    private final ContextEntry context;

    private ClusterConnection(ContextEntry context) {
        this.context = context;
    }

    /**
     * A context of a kubeconfig that came as text, under {@link KubeconfigPolicy#CONTROLLER}.
     *
     * @param context the context's name; empty for the kubeconfig's current one
     * @throws UserException when the text is malformed, the context unknown or something in it refused
     */
    public static ClusterConnection ofKubeconfig(String kubeconfig, Optional<String> context) {
        return ofKubeconfig(kubeconfig, "given as text", context, KubeconfigPolicy.CONTROLLER);
    }

    /**
     * As above.
     *
     * @param source what the kubeconfig is called in errors, for instance {@code of credential "prod-cluster"}
     */
    public static ClusterConnection ofKubeconfig(
            String kubeconfig, String source, Optional<String> context, KubeconfigPolicy policy) {
        return new ClusterConnection(new Kubeconfig(kubeconfig, source, Optional.empty()).select(context, policy));
    }

    /**
     * A context of a user's own kubeconfig file, under {@link KubeconfigPolicy#COMMAND_LINE}. The file is read now; files that
     * it names are read on {@link #connect()}.
     *
     * @throws UserException when the file is missing or malformed, or the context unknown
     */
    public static ClusterConnection ofKubeconfigFile(Path file, Optional<String> context) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw KubeconfigYaml.malformed(file.toString(), "the file does not exist");
        } catch (IOException e) {
            throw KubeconfigYaml.malformed(file.toString(), "the file cannot be read (" + e.getMessage() + ")");
        }
        Optional<Path> directory = Optional.ofNullable(file.toAbsolutePath().getParent());
        return new ClusterConnection(
                new Kubeconfig(text, file.toString(), directory).select(context, KubeconfigPolicy.COMMAND_LINE));
    }

    /**
     * A server by its address.
     *
     * @param url begins with {@code https://} or {@code http://}
     * @param caCertificatePem whom to trust for the server's certificate; empty for the authorities that Java knows
     * @param auth empty for anonymous access
     * @param skipTlsVerify trusts any certificate
     * @throws UserException when the address is none
     */
    public static ClusterConnection of(
            String url, Optional<String> caCertificatePem, Optional<Auth> auth, boolean skipTlsVerify) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw new UserException(
                    "The address \"" + url + "\" of the Kubernetes API server must begin with https:// or http://.",
                    "No cluster was contacted.",
                    "");
        }
        ObjectNode cluster = Json.object().put("server", url);
        caCertificatePem.ifPresent(pem -> cluster.put("certificate-authority-data", base64(pem)));
        if (skipTlsVerify) {
            cluster.put("insecure-skip-tls-verify", true);
        }
        return new ClusterConnection(new ContextEntry(url, "", cluster, user(auth)));
    }

    /** The same connection with another default namespace. */
    public ClusterConnection withNamespace(String namespace) {
        return new ClusterConnection(new ContextEntry(context.name(), namespace, context.cluster(), context.user()));
    }

    /** The namespace of the context, {@code default} when it names none. */
    public String namespace() {
        return context.namespace().isEmpty() ? "default" : context.namespace();
    }

    /** The API server's address as it was given. */
    public String url() {
        return context.cluster().path("server").asText();
    }

    /** The name of the kubeconfig's context; the address for a connection without one. */
    public String contextName() {
        return context.name();
    }

    /** A hash over everything that matters for the connection, to key a cache of connections; gives no secret away. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Json.write(context.toKubeconfig()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Opens a connection; no request is sent yet. The caller closes it.
     *
     * @throws UserException when certificates or keys cannot be used, or a credential program gives no credential
     */
    public ClusterApi connect() {
        return ClientFactory.connect(context);
    }

    private static ObjectNode user(Optional<Auth> auth) {
        ObjectNode user = Json.object();
        auth.ifPresent(given -> {
            if (given instanceof Auth.Token token) {
                user.put("token", token.token());
            } else if (given instanceof Auth.UserPassword login) {
                user.put("username", login.user()).put("password", login.password());
            } else if (given instanceof Auth.ClientCertificate certificate) {
                user.put("client-certificate-data", base64(certificate.certificatePem()));
                user.put("client-key-data", base64(certificate.keyPem()));
            }
        });
        return user;
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterConnection connection && connection.context.equals(context);
    }

    @Override
    public int hashCode() {
        return context.hashCode();
    }

    @Override
    public String toString() {
        return contextName().equals(url()) ? url() : "context " + contextName() + " (" + url() + ")";
    }
}
