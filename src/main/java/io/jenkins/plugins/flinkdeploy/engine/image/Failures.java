package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Turns what Jib throws into a paragraph for the person who reads the build log. */
final class Failures {
    private static final String UNTOUCHED = "No image was pushed; the running job was not touched.";
    private static final String NETWORK_REMEDY =
            "Check the address, that the registry is up, and that this machine may reach it (firewall, proxy).";

    private static final String TLS_REMEDY =
            "Add its certificate authority to this Java's trust store, or allow insecure registries if it really speaks"
                    + " plain HTTP.";

    private static final int TOO_MANY_REQUESTS = 429;

    private final References references;
    private final String caches;
    private final Transfers transfers;

    /** For what writes into no cache. */
    Failures(References references, Transfers transfers) {
        this(references, "", transfers);
    }

    Failures(References references, ImageCaches caches, Transfers transfers) {
        this(references, "; the image caches are " + caches.base() + " and " + caches.application(), transfers);
    }

    private Failures(References references, String caches, Transfers transfers) {
        this.references = references;
        this.caches = caches;
        this.transfers = transfers;
    }

    UserException explain(Exception failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable cause : chain) {
            Optional<UserException> explained = explainOne(cause, failure);
            if (explained.isPresent()) {
                return explained.get();
            }
        }
        Throwable root = chain.get(chain.size() - 1);
        return user(
                "The image " + references.target() + " could not be built: " + sentence(message(root)),
                "Run the build again; if it fails in the same way, the log of this machine has more about it.",
                failure);
    }

    private Optional<UserException> explainOne(Throwable cause, Exception failure) {
        if (cause instanceof TrustGuard.Refused refused) {
            return Optional.of(refused(refused, failure));
        } else if (cause instanceof RegistryUnauthorizedException unauthorized) {
            return Optional.of(
                    denied(unauthorized.getImageReference(), status(failure).orElse(401), failure));
        } else if (cause instanceof RegistryAuthenticationFailedException) {
            return Optional.of(user(
                    "The registry does not accept the credentials for " + images() + ": " + sentence(message(cause)),
                    "Check user and password or token, and whether the token has expired.",
                    failure));
        } else if (cause instanceof RegistryCredentialsNotSentException) {
            return Optional.of(user(
                    // Jib names the repository that asked; which of the two it was cannot be known from outside.
                    "A registry asks for credentials, but speaks plain HTTP, over which they are not sent: "
                            + sentence(message(cause)),
                    "Give the registry TLS, or let it accept pushes from this machine without credentials.",
                    failure));
        } else if (cause instanceof InsecureRegistryException || cause instanceof SSLException) {
            return Optional.of(user(
                    "There is no trusted TLS connection to the registry of " + images() + ": "
                            + sentence(message(cause)),
                    TLS_REMEDY,
                    failure));
        } else if (cause instanceof RegistryException) {
            return Optional.of(registryError(cause, failure));
        } else if (cause instanceof ResponseException response) {
            return Optional.of(user(
                    "The registry of " + images() + " answered with HTTP status " + response.getStatusCode() + ".",
                    response.getStatusCode() == TOO_MANY_REQUESTS
                            ? "It limits how often it may be asked: run the build again later, or with credentials for"
                                    + " which more is allowed."
                            : "It may be overloaded, full or broken: see its log, and run the build again.",
                    failure));
        }
        return network(cause, failure).or(() -> disk(cause, failure));
    }

    private Optional<UserException> network(Throwable cause, Exception failure) {
        String what;
        if (cause instanceof UnknownHostException) {
            what = "has a host name that is not known here (" + message(cause) + ")";
        } else if (cause instanceof InterruptedIOException || isTimeout(cause)) {
            what = "did not answer in time";
        } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            what = "cannot be reached: " + message(cause);
        } else if (BackOff.isBrokenOff(cause)) {
            what = "broke the connection off: " + message(cause);
        } else {
            return Optional.empty();
        }
        return Optional.of(user("The registry of " + images() + " " + sentence(what), NETWORK_REMEDY, failure));
    }

    private Optional<UserException> disk(Throwable cause, Exception failure) {
        if (message(cause).contains("No space left on device")) {
            return Optional.of(user(
                    "The disk is full on the machine that builds the image" + caches + ".",
                    "Free some space there: the caches may be deleted, they are filled again.",
                    failure));
        } else if (cause instanceof CacheDirectoryCreationException || cause instanceof CacheCorruptedException) {
            return Optional.of(user(
                    "The image cache cannot be used: " + sentence(message(cause)),
                    "Make the directory writable, or delete it: it is filled again.",
                    failure));
        } else if (cause instanceof FileSystemException file) {
            return Optional.of(user(
                    "The file " + file.getFile() + " cannot be used for the image ("
                            + file.getClass().getSimpleName() + ").",
                    "It must be there and be readable, and the image caches writable, for the user who builds.",
                    failure));
        }
        return Optional.empty();
    }

    private UserException registryError(Throwable cause, Exception failure) {
        boolean ofBase = message(cause).startsWith("Tried to pull image");
        int status = status(cause).orElse(0);
        if (ofBase && status == 404) {
            return user(
                    "The base image " + references.base() + " is not in its registry.",
                    "Check its name and tag, and that it was pushed there.",
                    failure);
        } else if (status == 404) {
            return user(
                    "The registry has no repository for " + references.target() + " and does not make one by itself.",
                    "Create the repository " + references.target().getRepository() + " there, or correct its name.",
                    failure);
        }
        return user(
                "The registry of " + (ofBase ? references.base() : references.target()) + " refused a request: "
                        + sentence(message(cause)),
                "See the log of the registry: it may not take images of this kind or size.",
                failure);
    }

    private UserException denied(String image, int status, Exception failure) {
        boolean ofTarget = image.equals(plain(references.target()));
        String what = ofTarget ? "push to " : "pull ";
        if (status == 403) {
            return user(
                    "The registry forbids this user to " + what + image + " (HTTP status 403).",
                    "Give the user that right, or use other credentials.",
                    failure);
        }
        return user(
                "The registry wants valid credentials to " + what + image + " (HTTP status " + status + ").",
                "Log in to " + image.replaceFirst("/.*", "") + " with docker login, or give the credentials in the"
                        + " configuration; they may be missing, wrong or expired.",
                failure);
    }

    private UserException refused(TrustGuard.Refused refused, Exception failure) {
        if (refused.insecure()) {
            return user(
                    "There is no trusted TLS connection to the registry " + refused.getMessage() + ".",
                    TLS_REMEDY,
                    failure);
        }
        return user(
                "The registry sent an image with digest " + refused.getMessage() + " when it was asked for the base"
                        + " image " + references.base() + ".",
                "Do not use that registry before its operator knows why.",
                failure);
    }

    /** The image whose registry failed, as exactly as is known. */
    private String images() {
        String base = plain(references.base());
        String target = plain(references.target());
        return transfers.failedImage().orElse(base.equals(target) ? target : base + " or " + target);
    }

    static Optional<Integer> status(Throwable failure) {
        return chain(failure).stream()
                .filter(ResponseException.class::isInstance)
                .map(cause -> ((ResponseException) cause).getStatusCode())
                .findFirst();
    }

    static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    static String plain(ImageReference image) {
        return image.getRegistry() + "/" + image.getRepository();
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof ConnectException && message(cause).contains("timed out");
    }

    private static UserException user(String problem, String remedy, Throwable cause) {
        return new UserException(problem, UNTOUCHED, remedy, cause);
    }

    static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String sentence(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") ? line : line + ".";
    }
}
