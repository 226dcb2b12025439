package io.jenkins.plugins.flinkdeploy.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.Test;

public class ApiFailureTest {
    private static final String SUBJECT = "apply of FlinkDeployment streaming/orders";

    @Test
    public void status_codes_become_kinds() {
        assertThat(kind(401, "{}")).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(kind(403, "{}")).isEqualTo(Kind.FORBIDDEN);
        assertThat(kind(404, "{}")).isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(409, "{}")).isEqualTo(Kind.CONFLICT);
        assertThat(kind(400, "{}")).isEqualTo(Kind.REJECTED);
        assertThat(kind(415, "{}")).isEqualTo(Kind.REJECTED);
        assertThat(kind(422, "{}")).isEqualTo(Kind.REJECTED);
        assertThat(kind(429, "{}")).isEqualTo(Kind.UNREACHABLE);
        assertThat(kind(500, "{}")).isEqualTo(Kind.UNREACHABLE);
        assertThat(kind(503, "no endpoints")).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    public void a_conflict_names_each_other_manager_with_its_fields() {
        ClusterException failure = failure(
                409,
                """
                {"kind":"Status","status":"Failure","reason":"Conflict","code":409,
                 "message":"Apply failed with 3 conflicts: conflicts with \\"helm\\" using flink.apache.org/v1beta1:\\n- .spec.image",
                 "details":{"causes":[
                  {"reason":"FieldManagerConflict","message":"conflict with \\"helm\\" using flink.apache.org/v1beta1","field":".spec.image"},
                  {"reason":"FieldManagerConflict","message":"conflict with \\"kubectl-edit\\" using flink.apache.org/v1beta1","field":".spec.job.parallelism"},
                  {"reason":"FieldManagerConflict","message":"conflict with \\"helm\\" using flink.apache.org/v1beta1","field":".spec.job.args"}]}}
                """);
        assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(failure)
                .hasMessage("The " + SUBJECT + " was refused because field manager \"helm\" owns .spec.image,"
                        + " .spec.job.args and field manager \"kubectl-edit\" owns .spec.job.parallelism.");
    }

    @Test
    public void other_conflicts_keep_the_servers_words() {
        assertThat(
                        failure(
                                409,
                                """
                {"kind":"Status","reason":"AlreadyExists","message":"leases \\"orders\\" already exists"}
                """))
                .hasMessageContaining("409 AlreadyExists")
                .hasMessageContaining("leases \"orders\" already exists");
    }

    @Test
    public void unknown_fields_are_listed_in_both_wordings_of_the_server() {
        ClusterException update = failure(
                400,
                """
                {"kind":"Status","reason":"BadRequest","code":400,
                 "message":"FlinkDeployment in version \\"v1beta1\\" cannot be handled as a FlinkDeployment: strict decoding error: unknown field \\"spec.imagee\\", unknown field \\"spec.job.paralelism\\""}
                """);
        assertThat(update.kind()).isEqualTo(Kind.REJECTED);
        assertThat(update).hasMessageContaining("does not know the fields spec.imagee, spec.job.paralelism");

        ClusterException apply = failure(
                500,
                """
                {"kind":"Status","status":"Failure","code":500,
                 "message":"failed to create typed patch object (streaming/orders; flink.apache.org/v1beta1, Kind=FlinkDeployment): .spec.imagee: field not declared in schema"}
                """);
        assertThat(apply.kind()).isEqualTo(Kind.REJECTED);
        assertThat(apply).hasMessageContaining("does not know the field spec.imagee");
    }

    @Test
    public void a_webhook_that_denies_with_403_is_a_refusal_and_not_a_missing_right() {
        ClusterException denied = failure(
                403,
                """
                {"kind":"Status","reason":"Forbidden","code":403,
                 "message":"admission webhook \\"flinkoperator.flink.apache.org\\" denied the request: Job parallelism must be larger than 0"}
                """);
        assertThat(denied.kind()).isEqualTo(Kind.REJECTED);
        assertThat(denied).hasMessageContaining("Job parallelism must be larger than 0");
    }

    @Test
    public void errors_of_a_proxied_flink_are_quoted_on_one_line() {
        assertThat(failure(404, "{\"errors\":[\"Job\\n  not found\"]}")).hasMessageEndingWith("(404): Job not found");
    }

    @Test
    public void no_answer_tells_time_outs_and_certificates_apart() {
        assertThat(noAnswer(new TimeoutException()))
                .hasMessageContaining("did not answer the " + SUBJECT + " within 30 s");
        assertThat(noAnswer(new IOException("Connection refused")))
                .hasMessageContaining("could not be reached")
                .hasMessageContaining("Connection refused");
        assertThat(noAnswer(new IOException(new SSLHandshakeException("PKIX path building failed"))))
                .hasMessageContaining("certificate is not trusted");
        assertThat(noAnswer(new TimeoutException()).isTransient()).isTrue();
    }

    private static Kind kind(int code, String body) {
        return failure(code, body).kind();
    }

    private static ClusterException failure(int code, String body) {
        return new ApiFailure("https://cluster:6443", SUBJECT, code, body).toException();
    }

    private static ClusterException noAnswer(Throwable cause) {
        return ApiFailure.noAnswer("https://cluster:6443", SUBJECT, Duration.ofSeconds(30), cause);
    }
}
