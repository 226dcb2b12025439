package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class LogExcerptTest {
    @Test
    public void the_last_exception_is_kept_with_its_causes_and_the_place_of_the_innermost() {
        assertThat(
                        LogExcerpt.of(
                                """
                2026-03-01 12:00:00,000 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor - Started
                java.lang.RuntimeException: an earlier one
                \tat com.example.Job.main(Job.java:1)
                2026-03-01 12:00:01,000 WARN  org.apache.flink.runtime.taskmanager.Task - Source (1/2) switched to FAILED
                org.apache.flink.util.FlinkException: Task failed
                \tat org.apache.flink.runtime.Task.run(Task.java:9)
                Caused by: java.lang.IllegalStateException: no more rows
                \tat java.base/java.util.Objects.requireNonNull(Objects.java:1) ~[?:?]
                \tat com.example.Job.map(Job.java:7) ~[?:?]
                \t... 12 more
                2026-03-01 12:00:02,000 INFO  org.apache.flink.runtime.taskmanager.Task - Freeing
                """))
                .isEqualTo(
                        """
                org.apache.flink.util.FlinkException: Task failed
                Caused by: java.lang.IllegalStateException: no more rows
                \tat com.example.Job.map(Job.java:7)""");
    }

    @Test
    public void what_flink_calls_fatal_is_kept_over_what_the_shutdown_complains_about() {
        assertThat(
                        LogExcerpt.of(
                                """
                12:00:01,000 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint - Fatal error occurred in the cluster entrypoint.
                java.util.concurrent.CompletionException: could not execute
                Caused by: java.lang.IllegalStateException: the reason
                12:00:02,000 WARN  org.apache.flink.runtime.blob.BlobServer - Could not close
                java.io.IOException: closed already
                12:00:02,100 ERROR org.apache.flink.runtime.rest - bye
                """))
                .isEqualTo(
                        """
                java.util.concurrent.CompletionException: could not execute
                Caused by: java.lang.IllegalStateException: the reason""");
    }

    @Test
    public void an_error_line_counts_where_there_is_no_exception() {
        assertThat(LogExcerpt.of("INFO fine\n2026-03-01 12:00:00,000 ERROR o.a.f.Main - Could not start\nINFO bye"))
                .isEqualTo("2026-03-01 12:00:00,000 ERROR o.a.f.Main - Could not start");
        assertThat(LogExcerpt.of("/docker-entrypoint.sh: line 12: exec: python: not found"))
                .contains("python: not found");
    }

    @Test
    public void a_jvm_that_does_not_start_is_quoted_with_its_reason() {
        assertThat(
                        LogExcerpt.of(
                                """
                sed: couldn't open temporary file /opt/flink/conf/sedXyZ: Read-only file system
                Starting Job Manager
                Unrecognized VM option 'NoSuchOption'
                Error: Could not create the Java Virtual Machine.
                Error: A fatal exception has occurred. Program will exit.
                """))
                .isEqualTo("Unrecognized VM option 'NoSuchOption'\nError: Could not create the Java Virtual Machine.");
        assertThat(LogExcerpt.of("Error occurred during initialization of VM\nToo small maximum heap\n"))
                .isEqualTo("Error occurred during initialization of VM\nToo small maximum heap");
        assertThat(
                        LogExcerpt.of(
                                """
                #
                # There is insufficient memory for the Java Runtime Environment to continue.
                # Native memory allocation (mmap) failed to map 858993459200 bytes. Error detail: committing reserved memory.
                # An error report file with more information is saved as:
                # /opt/flink/hs_err_pid1.log
                """))
                .contains("insufficient memory")
                .contains("failed to map 858993459200 bytes")
                .doesNotContain("hs_err");
    }

    @Test
    public void a_termination_message_is_quoted_even_where_nothing_in_it_looks_like_trouble() {
        assertThat(LogExcerpt.ofMessage("INFO up\njava.lang.IllegalStateException: no\nINFO down\n"))
                .isEqualTo("java.lang.IllegalStateException: no");
        assertThat(LogExcerpt.ofMessage("licence expired\n")).isEqualTo("licence expired");
    }

    @Test
    public void the_end_of_a_python_traceback_is_an_exception() {
        assertThat(
                        LogExcerpt.of(
                                """
                Traceback (most recent call last):
                  File "/opt/flink/usrlib/job.py", line 3, in <module>
                    import requests
                ModuleNotFoundError: No module named 'requests'
                """))
                .isEqualTo("ModuleNotFoundError: No module named 'requests'");
    }

    @Test
    public void an_exception_of_a_thread_that_ended_counts() {
        assertThat(LogExcerpt.of(
                        "Exception in thread \"main\" java.lang.UnsupportedClassVersionError: org/example/Job has been"
                                + " compiled by a more recent version of the Java Runtime (class file version 65.0)"))
                .contains("UnsupportedClassVersionError");
    }

    @Test
    public void a_log_without_trouble_has_no_excerpt_but_last_lines() {
        assertThat(LogExcerpt.of("INFO one\nINFO two\n")).isEmpty();
        assertThat(LogExcerpt.of("")).isEmpty();
        assertThat(LogExcerpt.lastLines("a\nb\n\nc\nd\n")).isEqualTo("b\nc\nd");
    }

    @Test
    public void a_long_chain_of_causes_keeps_its_end_which_tells_most() {
        StringBuilder log = new StringBuilder("java.lang.RuntimeException: outermost\n");
        for (int i = 0; i < 30; i++) {
            log.append("Caused by: java.lang.RuntimeException: cause ")
                    .append(i)
                    .append('\n');
        }
        assertThat(LogExcerpt.of(log.toString()).lines().toList())
                .hasSize(3)
                .last()
                .isEqualTo("Caused by: java.lang.RuntimeException: cause 29");
    }
}
