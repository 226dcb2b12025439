package io.jenkins.plugins.flinkdeploy.engine.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException.Kind;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * An answer of the API server that is not success, read as far as it can be read.
 *
 * @param subject what was asked, as in {@link ApiRequest#subject()}
 * @param body the answer's body: a Kubernetes Status, the JSON of a proxied service, or any text
 */
record ApiFailure(String server, String subject, int code, String body) {
    private static final int LONGEST_FOREIGN_TEXT = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Webhooks and policies choose their own status code, 403 among them; only the text tells them from missing rights. */
    private static final Pattern DENIED_BY_ADMISSION =
            Pattern.compile("admission webhook .* denied the request|ValidatingAdmissionPolicy .* denied request");

    /** Server-side apply of a field outside the schema comes back as a plain 500 from several Kubernetes releases. */
    private static final Pattern OUTSIDE_SCHEMA =
            Pattern.compile("field not declared in schema|failed to create typed patch object");

    /** How long an overloaded server asks to wait before the same request. */
    Optional<Duration> retryAfter(String header) {
        if (code != TOO_MANY_REQUESTS) {
            return Optional.empty();
        }
        long seconds = header != null && header.matches("\\d{1,6}")
                ? Long.parseLong(header)
                : status().path("details").path("retryAfterSeconds").asLong(1);
        return Optional.of(Duration.ofSeconds(seconds));
    }

    boolean isUnauthorized() {
        return kind(said(status())) == Kind.UNAUTHORIZED;
    }

    ClusterException toException() {
        return toException(Optional.empty());
    }

    ClusterException toException(Optional<Duration> retryAfter) {
        JsonNode status = status();
        String said = said(status);
        Kind kind = kind(said);
        String text =
                switch (kind) {
                    case CONFLICT ->
                        FieldConflicts.in(status)
                                .map(conflicts -> "The " + subject + " was refused because " + conflicts + ".")
                                .orElseGet(() -> "The " + subject + " met a conflict (" + label(status) + "): " + said);
                    case UNAUTHORIZED ->
                        "The API server at " + server + " does not accept the credentials (401) for the " + subject
                                + ": " + said;
                    case FORBIDDEN -> "The identity in use may not do the " + subject + " (403): " + said;
                    case NOT_FOUND -> "The " + subject + " found nothing (" + label(status) + "): " + said;
                    case REJECTED ->
                        UnknownFields.in(said)
                                .map(fields -> "The " + subject + " was refused: the cluster does not know " + fields
                                        + ". It said: " + said)
                                .orElseGet(() -> "The " + subject + " was refused (" + label(status) + "): " + said);
                    case UNREACHABLE ->
                        "The API server at " + server + " could not do the " + subject + " (" + label(status) + "): "
                                + said;
                };
        return new ClusterException(kind, text, null, retryAfter);
    }

    /** No answer at all. */
    static ClusterException noAnswer(String server, String subject, Duration limit, Throwable cause) {
        String why;
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            why = "did not answer the " + subject + " within " + limit.toSeconds() + " s";
        } else {
            why = "could not be reached for the " + subject + ": " + innermost(cause);
        }
        String hint = isCertificateTrouble(cause)
                ? " The server's certificate is not trusted: check the cluster's CA certificate and address."
                : "";
        return new ClusterException(Kind.UNREACHABLE, "The API server at " + server + " " + why + "." + hint, cause);
    }

    private Kind kind(String said) {
        if (DENIED_BY_ADMISSION.matcher(said).find()
                || (code == 500 && OUTSIDE_SCHEMA.matcher(said).find())) {
            return Kind.REJECTED;
        }
        return switch (code) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 408, 429 -> Kind.UNREACHABLE;
            default -> code >= 400 && code < 500 ? Kind.REJECTED : Kind.UNREACHABLE;
        };
    }

    private JsonNode status() {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The server's own words on one line: a Status' message, Flink's list of errors, or the start of whatever came. */
    private String said(JsonNode status) {
        String text = Optional.of(status.path("message").asText())
                .filter(message -> !message.isEmpty())
                .or(() -> Optional.of(status.path("errors").path(0).asText()).filter(error -> !error.isEmpty()))
                .orElseGet(() ->
                        body.length() > LONGEST_FOREIGN_TEXT ? body.substring(0, LONGEST_FOREIGN_TEXT) + "…" : body);
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.isEmpty() ? "no explanation" : line;
    }

    private String label(JsonNode status) {
        String reason = status.path("reason").asText();
        return reason.isEmpty() ? String.valueOf(code) : code + " " + reason;
    }

    private static String innermost(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null || message.isBlank() ? inner.getClass().getSimpleName() : message;
    }

    private static boolean isCertificateTrouble(Throwable thrown) {
        for (Throwable inner = thrown; inner != null; inner = inner.getCause()) {
            if (inner instanceof SSLException || inner instanceof java.security.cert.CertificateException) {
                return true;
            }
        }
        return false;
    }
}
