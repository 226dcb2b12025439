package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * What operator 1.7.0 really wrote, recorded on the local cluster by RecordSequences, and what the rules make of it. A failure must
 * be found within ten seconds of the first line that tells it; a success must not be found before its soak is over.
 */
@RunWith(Parameterized.class)
public class RecordedSequencesTest {
    private static final Duration SOAK = Duration.ofSeconds(5);
    private static final Duration LONG_SOAK = Duration.ofSeconds(30);
    private static final Duration EARLY = Duration.ofSeconds(10);

    private final String recording;
    private final String expected;
    private final Pattern known;
    private final Duration within;

    public RecordedSequencesTest(String recording, String expected, String known, Duration within) {
        this.recording = recording;
        this.expected = expected;
        this.known = Pattern.compile(known);
        this.within = within;
    }

    @Parameterized.Parameters(name = "{0}: {1}")
    public static List<Object[]> rows() {
        String runs = "\"lifecycleState\":\"STABLE\".*\"jobStatus\":\\{[^}]*\"state\":\"RUNNING\"";
        return Arrays.asList(new Object[][] {
            {"first-deploy", "completes", runs, SOAK.plusSeconds(3)},
            {"savepoint-upgrade", "completes", taken(3) + runs, SOAK.plusSeconds(3)},
            {"last-state-upgrade", "completes", taken(4) + runs, SOAK.plusSeconds(3)},
            {"session-cluster", "completes", "\"lifecycleState\":\"STABLE\"", SOAK.plusSeconds(3)},
            {"session-job", "completes", runs, SOAK.plusSeconds(3)},
            {"session-job-upgrade", "completes", taken(3) + runs, SOAK.plusSeconds(3)},
            {"bounded-job", "completes", "\"jobStatus\":\\{[^}]*\"state\":\"FINISHED\"", Duration.ZERO},
            {"suspended-first-deploy", "completes", "\"resource\":", Duration.ZERO},
            {"rejected-specification", "fails SPEC_REJECTED", "\"reason\":\"ValidationError\"", Duration.ZERO},
            {"failing-image", "fails IMAGE_PULL", "\"reason\":\"ErrImagePull\"", Duration.ZERO},
            {"config-map-missing", "suspects CONTAINER_CONFIG", "CreateContainerConfigError", EARLY},
            {"unschedulable", "suspects UNSCHEDULABLE", "\"reason\":\"Unschedulable\"", Duration.ofSeconds(47)},
            {"crash-loop", "fails JOB_FAILED", "\"jobStatus\":\\{[^}]*\"state\":\"FAILED\"", Duration.ZERO},
            {"uid-changed", "fails CRASH_LOOP", "\"lastWords\"", Duration.ZERO},
            {"state-incompatible", "fails RESTARTING", "\"sample\".*StateMigrationException", EARLY},
            {"fails-after-running", "fails RESTARTING", "\"sample\".*no more rows", Duration.ZERO},
            {"ends-after-running", "fails JOB_FAILED", "\"jobStatus\":\\{[^}]*\"state\":\"FAILED\"", Duration.ZERO},
            {"container-out-of-memory", "fails OUT_OF_MEMORY", "\"reason\":\"OOMKilled\"", Duration.ZERO},
            {"session-job-main-fails", "fails JOB_FAILED", "\"reason\":\"SessionJobException\"", Duration.ZERO},
        });
    }

    private static String taken(int generation) {
        return "(?=.*generation\\\\\":" + generation + "}).*";
    }

    @Test
    public void the_verdict_is_right_and_as_early_as_it_can_be_known() {
        long knownAt = Replay.lines(recording).stream()
                .filter(line -> known.matcher(Json.write(line)).find())
                .mapToLong(line -> line.path("at").asLong())
                .findFirst()
                .orElseThrow(() -> new AssertionError("The recording does not hold " + known));
        Replay.Decision decision = Replay.of(
                        recording, new SoakSettings(expected.equals("completes") ? SOAK : LONG_SOAK, 0, 1))
                .orElseThrow(() -> new AssertionError("The rules never decide"));
        assertThat(Sight.name(decision.verdict())).as("%s", decision).isEqualTo(expected);
        assertThat(decision.at().toMillis()).as("%s", decision).isBetween(knownAt, knownAt + within.toMillis());
    }

    @Test
    public void the_recording_says_from_what_it_is() {
        JsonNode head = Replay.lines(recording).get(0);
        assertThat(head.path("recorded").asBoolean()).isTrue();
        assertThat(head.path("operator").asText()).isNotBlank();
    }
}
