package io.jenkins.plugins.flinkdeploy.engine.kube;

/** How to prove to an API server who one is. Never shown: {@code toString} leaves the secrets out. */
public sealed interface Auth {
    /** A bearer token, for instance of a service account. */
    record Token(String token) implements Auth {
        @Override
        public String toString() {
            return "token";
        }
    }

    /** User name and password (HTTP basic authentication). */
    record UserPassword(String user, String password) implements Auth {
        @Override
        public String toString() {
            return "user " + user;
        }
    }

    /** A client certificate chain and its private key, both in PEM. */
    record ClientCertificate(String certificatePem, String keyPem) implements Auth {
        @Override
        public String toString() {
            return "client certificate";
        }
    }
}
