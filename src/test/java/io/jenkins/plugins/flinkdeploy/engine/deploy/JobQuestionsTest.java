package io.jenkins.plugins.flinkdeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flinkdeploy.engine.health.JobSample;
import io.jenkins.plugins.flinkdeploy.engine.health.Sight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class JobQuestionsTest {
    private static final JobSample HEALTHY = Sight.sample(0, 3);

    private final List<Inquiry> asked = new ArrayList<>();
    private Optional<JobSample> answer = Optional.of(HEALTHY);
    private Instant now = Sight.APPLIED;
    private final JobQuestions questions = new JobQuestions(probe(), "streaming", clock());

    @Test
    public void a_job_that_comes_up_at_once_is_not_asked_why_it_does_not() {
        look(Sight.running().job("CREATED", "new", "200"), Duration.ofSeconds(5));
        look(Sight.running(), Duration.ofMinutes(1));
        assertThat(asked).isEmpty();
    }

    @Test
    public void a_job_that_does_not_come_up_is_asked_now_and_then() {
        look(Sight.running().job("CREATED", "new", "200"), Duration.ofSeconds(30));
        assertThat(asked).hasSizeBetween(4, 5).containsOnly(Inquiry.FAILURES);
    }

    @Test
    public void a_job_that_restarts_is_asked_at_once_but_not_at_every_look() {
        look(Sight.running().job("RESTARTING", "new", "200"), Duration.ZERO);
        assertThat(asked).containsExactly(Inquiry.FAILURES);
        look(Sight.running().job("RESTARTING", "new", "200"), Duration.ofSeconds(10));
        assertThat(asked).hasSizeLessThan(8);
    }

    @Test
    public void news_of_failures_are_put_together_with_what_was_known() {
        ask(Inquiry.STATE);
        answer = Optional.of(failed());
        JobSample sample = ask(Inquiry.FAILURES).orElseThrow();
        assertThat(sample.restarts()).isEqualTo(2);
        assertThat(sample.newestException()).contains("boom");
        assertThat(sample.completedCheckpoints()).isEqualTo(HEALTHY.completedCheckpoints());
        assertThat(sample.allTasks()).isEqualTo(HEALTHY.allTasks());
        answer = Optional.empty();
        assertThat(ask(Inquiry.FAILURES)).as("no answer is no answer").isEmpty();
    }

    @Test
    public void where_nothing_is_known_yet_everything_is_asked() {
        ask(Inquiry.FAILURES);
        assertThat(asked).containsExactly(Inquiry.ALL);
    }

    @Test
    public void tasks_that_are_proven_to_run_are_as_many_as_were_counted_before() {
        ask(Inquiry.STATE);
        answer = Optional.of(HEALTHY.withRunningTasks(0));
        assertThat(ask(Inquiry.STATE).orElseThrow().runningTasks()).isEqualTo(HEALTHY.allTasks());
    }

    private void look(Sight sight, Duration time) {
        for (Instant end = now.plus(time); !now.isAfter(end); now = now.plusSeconds(1)) {
            questions.ask(sight.resource(), sight.resource().job().id(), Inquiry.NOTHING);
        }
    }

    private Optional<JobSample> ask(Inquiry wanted) {
        return questions.ask(Sight.running().resource(), Optional.of(HEALTHY.jobId()), wanted);
    }

    private static JobSample failed() {
        return new JobSample(
                HEALTHY.jobId(),
                2,
                0,
                0,
                0,
                0,
                0,
                Optional.of("boom"),
                Optional.of(Sight.APPLIED),
                Optional.empty(),
                Optional.empty());
    }

    private JobProbe probe() {
        return new JobProbe() {
            @Override
            public Optional<JobSample> sample(String namespace, String deployment, String jobId) {
                return sample(namespace, deployment, jobId, Inquiry.ALL);
            }

            @Override
            public Optional<JobSample> sample(String namespace, String deployment, String jobId, Inquiry wanted) {
                asked.add(wanted);
                return answer;
            }
        };
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
