package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.APPLIED;
import static io.jenkins.plugins.flinkdeploy.engine.health.Sight.OLD_JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.time.Instant;
import java.util.Optional;
import org.junit.Test;

public class PodReaderTest {
    @Test
    public void a_pod_is_read_with_its_main_container() {
        PodSeen pod = PodReader.pod(
                manifest(
                        """
                {"metadata": {"name": "orders-main-1", "labels": {"app": "orders-main", "component": "jobmanager"},
                  "creationTimestamp": "2026-03-01T12:00:02Z"},
                 "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "False"}],
                  "containerStatuses": [
                    {"name": "log-shipper", "restartCount": 0, "state": {"running": {}}},
                    {"name": "flink-main-container", "restartCount": 3,
                     "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 40s"}},
                     "lastState": {"terminated":
                        {"reason": "OOMKilled", "exitCode": 137, "finishedAt": "2026-03-01T12:01:00Z",
                         "message": "licence expired"}}}]}}"""));
        assertThat(pod.isJobManager()).isTrue();
        assertThat(pod.ready()).isFalse();
        assertThat(pod.createdAt()).contains(Instant.parse("2026-03-01T12:00:02Z"));
        assertThat(pod.waitingReason()).contains("CrashLoopBackOff");
        assertThat(pod.terminatedReason()).contains("OOMKilled");
        assertThat(pod.terminatedAt()).contains(Instant.parse("2026-03-01T12:01:00Z"));
        assertThat(pod.exitCode()).contains(137);
        assertThat(pod.restarts()).isEqualTo(3);
        assertThat(pod.lastWords()).contains("licence expired");
    }

    @Test
    public void an_init_container_that_cannot_run_speaks_for_the_pod() {
        PodSeen pod = PodReader.pod(
                manifest(
                        """
                {"metadata": {"name": "orders-main-1"},
                 "status": {"phase": "Pending",
                  "initContainerStatuses": [
                    {"name": "fetch", "state": {"waiting": {"reason": "ErrImagePull", "message": "manifest unknown"}}}],
                  "containerStatuses": [
                    {"name": "flink-main-container", "state": {"waiting": {"reason": "PodInitializing"}}}]}}"""));
        assertThat(pod.waitingReason()).contains("ErrImagePull");
        assertThat(pod.waitingMessage()).contains("manifest unknown");
    }

    @Test
    public void an_init_container_that_waits_for_its_turn_says_nothing() {
        PodSeen pod = PodReader.pod(
                manifest(
                        """
                {"metadata": {"name": "orders-main-1"},
                 "status": {"initContainerStatuses": [
                    {"name": "fetch", "state": {"waiting": {"reason": "PodInitializing"}}}],
                  "containerStatuses": [{"name": "flink-main-container", "state": {"running": {}}}]}}"""));
        assertThat(pod.waitingReason()).isEmpty();
    }

    @Test
    public void a_pod_that_no_node_takes_carries_the_scheduler_s_words() {
        PodSeen pod = PodReader.pod(
                manifest(
                        """
                {"metadata": {"name": "orders-main-1"},
                 "status": {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False",
                   "reason": "Unschedulable", "message": "0/3 nodes are available: 3 Insufficient cpu."}]}}"""));
        assertThat(pod.unschedulable()).contains("0/3 nodes are available: 3 Insufficient cpu.");
    }

    @Test
    public void a_pod_without_any_status_is_read_as_unknown() {
        PodSeen pod = PodReader.pod(manifest("{\"metadata\": {\"name\": \"orders-main-1\"}}"));
        assertThat(pod.phase()).isEqualTo("Unknown");
        assertThat(pod.createdAt()).isEmpty();
        assertThat(pod.restarts()).isZero();
    }

    @Test
    public void a_pod_that_stays_over_a_deployment_may_have_been_killed_long_ago() {
        Baseline noRestart = new Baseline("d-new", 2, APPLIED, OLD_JOB, false, Optional.of("d-old"));
        Instant lastWeek = APPLIED.minusSeconds(7 * 24 * 3600);
        PodSeen killedBefore = Pods.ended(Optional.empty(), "OOMKilled", 137, lastWeek, lastWeek);
        PodSeen killedNow = Pods.ended(Optional.empty(), "OOMKilled", 137, lastWeek, APPLIED.plusSeconds(1));
        Sight healthy = Sight.stale().deployment("d-new");
        assertThat(HealthRules.judge(noRestart, healthy.pod(killedBefore).see()))
                .isEqualTo(new Verdict.Running());
        assertThat(HealthRules.judge(noRestart, healthy.pod(killedNow).see())).isInstanceOf(Verdict.Failing.class);
    }

    @Test
    public void an_event_is_as_new_as_its_last_time() {
        EventSeen event = PodReader.event(
                manifest(
                        """
                {"type": "Warning", "reason": "BackOff", "message": "Back-off pulling image",
                 "involvedObject": {"kind": "Pod", "name": "orders-main-1"},
                 "firstTimestamp": "2026-03-01T12:00:02Z", "lastTimestamp": "2026-03-01T12:05:02Z"}"""));
        assertThat(event)
                .isEqualTo(new EventSeen(
                        "Pod orders-main-1",
                        true,
                        "BackOff",
                        "Back-off pulling image",
                        Instant.parse("2026-03-01T12:05:02Z")));
    }

    @Test
    public void an_event_of_the_newer_api_has_its_time_elsewhere() {
        EventSeen event = PodReader.event(
                manifest(
                        """
                {"type": "Normal", "reason": "Scheduled", "lastTimestamp": null,
                 "eventTime": "2026-03-01T12:00:02.123456Z", "involvedObject": {"kind": "Pod", "name": "p"}}"""));
        assertThat(event.at()).isEqualTo(Instant.parse("2026-03-01T12:00:02.123456Z"));
        assertThat(event.warning()).isFalse();
    }

    private static Manifest manifest(String json) {
        return Manifest.of((ObjectNode) Json.read(json));
    }
}
