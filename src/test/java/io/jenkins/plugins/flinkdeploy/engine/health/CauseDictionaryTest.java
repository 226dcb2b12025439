package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** What is said, and what it is taken for. */
public class CauseDictionaryTest {
    private static final Finding FINDING = new Finding(FindingCode.JOB_FAILED, "Something is wrong.");

    @Test
    public void every_text_is_taken_for_its_cause_and_is_the_first_evidence() {
        for (CauseTexts.Said said : CauseTexts.all()) {
            Diagnosis diagnosis = CauseDictionary.diagnose(
                    new Finding(said.code(), "Something is wrong."),
                    List.of(new Evidence("event on FlinkDeployment orders-main", "all is well"), evidence(said)));
            assertThat(diagnosis.cause()).as(said.toString()).isEqualTo(said.cause());
            assertThat(diagnosis.evidence().get(0)).as(said.toString()).isEqualTo(evidence(said));
            assertThat(diagnosis.explanation() + diagnosis.suggestion())
                    .as(said.toString())
                    .doesNotContain("{1|");
        }
    }

    @Test
    public void every_cause_is_told_by_a_text_or_by_its_finding_alone() {
        Set<String> told = new HashSet<>();
        CauseTexts.all().forEach(said -> told.add(said.cause()));
        Arrays.stream(FindingCode.values()).forEach(code -> told.add(bare(code).cause()));
        told.add(CauseDictionary.NOT_RECOGNISED.name());
        assertThat(CauseDictionary.all())
                .extracting(Cause::name)
                .doesNotHaveDuplicates()
                .allMatch(told::contains);
        assertThat(CauseDictionary.all()).hasSizeGreaterThan(60);
    }

    @Test
    public void what_a_text_names_stands_in_the_explanation() {
        assertThat(diagnose("Caused by: java.lang.ClassNotFoundException: org.apache.kafka.Consumer")
                        .explanation())
                .contains("org.apache.kafka.Consumer");
        assertThat(diagnose("Could not find a file system implementation for scheme 's3'. More.")
                        .explanation())
                .contains("cannot use s3 paths");
        assertThat(diagnose("The program's entry point class 'com.example.Job' was not found in the jar file.")
                        .explanation())
                .isEqualTo("The class that starts the job 'com.example.Job' is not in the jar.");
    }

    @Test
    public void the_more_special_of_two_causes_is_named() {
        assertThat(diagnose(
                                "org.apache.flink.runtime.client.JobInitializationException: Could not start the JobMaster.\n"
                                        + "Caused by: java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint x."
                                        + " Cannot map checkpoint/savepoint state for operator abc to the new program")
                        .cause())
                .isEqualTo("state without an operator");
        assertThat(CauseDictionary.diagnose(
                                FINDING,
                                List.of(
                                        new Evidence(
                                                "job exception",
                                                "org.apache.flink.runtime.jobmaster.JobMasterException: TaskManager with id a is no"
                                                        + " longer reachable."),
                                        new Evidence("pod a", "ended: OOMKilled, exit code 137")))
                        .cause())
                .as("why the task manager was lost")
                .isEqualTo("out of memory: container");
        assertThat(CauseDictionary.diagnose(
                                FINDING,
                                List.of(
                                        new Evidence(
                                                "job exception",
                                                "NoResourceAvailableException: Could not acquire the minimum required resources."),
                                        new Evidence(
                                                "event on ReplicaSet a-1",
                                                "FailedCreate: pods \"a\" is forbidden: exceeded quota: team")))
                        .cause())
                .as("why there are no slots")
                .isEqualTo("quota exceeded");
    }

    @Test
    public void what_is_not_known_is_called_so_and_the_innermost_exception_is_named() {
        Diagnosis diagnosis = diagnose(
                "org.apache.flink.util.FlinkException: outer\nCaused by: org.apache.flink.util.FlinkException: the core of it\n"
                        + "\tat org.apache.flink.runtime.Some.thing(Some.java:1)");
        assertThat(diagnosis.cause()).isEqualTo("not recognised");
        assertThat(diagnosis.explanation()).contains("the core of it").doesNotContain("outer");
    }

    @Test
    public void an_exception_of_the_job_s_own_code_says_where() {
        Diagnosis diagnosis = diagnose("java.lang.IllegalStateException: no more rows\n"
                + "\tat org.example.Job$Reader.next(Job.java:70) ~[?:?]\n"
                + "\tat org.apache.flink.streaming.runtime.Task.run(Task.java:9) ~[flink.jar:1.19.1]");
        assertThat(diagnosis.explanation())
                .isEqualTo("The job's own code fails: java.lang.IllegalStateException: no more rows at"
                        + " org.example.Job$Reader.next(Job.java:70).");
    }

    @Test
    public void a_refusal_is_not_explained_by_the_log_of_the_version_that_runs() {
        Diagnosis diagnosis = CauseDictionary.diagnose(
                new Finding(FindingCode.SPEC_REJECTED, "The operator refused the specification: no"),
                List.of(new Evidence("log of pod a", "java.lang.OutOfMemoryError: Java heap space")));
        assertThat(diagnosis.cause()).isEqualTo("specification refused");
    }

    @Test
    public void what_a_restart_does_not_mend_is_told_from_what_it_may() {
        assertThat(CauseDictionary.isLasting("Cannot map checkpoint/savepoint state for operator abc"))
                .isTrue();
        assertThat(CauseDictionary.isLasting("java.lang.ClassNotFoundException: a.b.C"))
                .isTrue();
        assertThat(CauseDictionary.isLasting("java.net.ConnectException: Connection refused"))
                .isFalse();
        assertThat(CauseDictionary.isLasting("java.lang.IllegalStateException: no more rows"))
                .isFalse();
        assertThat(CauseDictionary.isLasting("Exceeded checkpoint tolerable failure threshold"))
                .isFalse();
    }

    private static Diagnosis diagnose(String text) {
        return CauseDictionary.diagnose(FINDING, List.of(new Evidence("job exception", text)));
    }

    private static Diagnosis bare(FindingCode code) {
        return CauseDictionary.diagnose(new Finding(code, "It is so."), List.of());
    }

    private static Evidence evidence(CauseTexts.Said said) {
        return new Evidence(said.source(), said.text());
    }
}
