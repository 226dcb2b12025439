package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class LogExcerptTest {
    @Test
    public void the_last_exception_is_kept_with_its_causes_and_without_frames() {
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
                \tat com.example.Job.map(Job.java:7)
                \t... 12 more
                2026-03-01 12:00:02,000 INFO  org.apache.flink.runtime.taskmanager.Task - Freeing
                """))
                .isEqualTo(
                        """
                org.apache.flink.util.FlinkException: Task failed
                Caused by: java.lang.IllegalStateException: no more rows""");
    }

    @Test
    public void an_error_line_counts_where_there_is_no_exception() {
        assertThat(LogExcerpt.of("INFO fine\n2026-03-01 12:00:00,000 ERROR o.a.f.Main - Could not start\nINFO bye"))
                .isEqualTo("2026-03-01 12:00:00,000 ERROR o.a.f.Main - Could not start");
    }

    @Test
    public void a_log_without_trouble_has_no_excerpt() {
        assertThat(LogExcerpt.of("INFO one\nINFO two\n")).isEmpty();
        assertThat(LogExcerpt.of("")).isEmpty();
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
                .hasSize(8)
                .last()
                .isEqualTo("Caused by: java.lang.RuntimeException: cause 29");
    }
}
