package io.jenkins.plugins.flinkdeploy.engine.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a recorded status sequence to the rules, as a deployment hears it: at every change, and every two seconds. */
final class Replay {
    private static final Instant SECOND_OF_APPLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE_WITH_RECORDING = Duration.ofMinutes(10);

    private final List<JsonNode> lines;
    private final SoakSettings settings;
    private final Map<String, PodSeen> pods = new LinkedHashMap<>();
    private final Map<String, PodSeen> ended = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, EventSeen> events = new LinkedHashMap<>();
    private Baseline baseline;
    private Optional<ResourceSeen> resource = Optional.empty();
    private Optional<JobSample> sample = Optional.empty();
    private boolean told;
    private Optional<SoakProgress> soak = Optional.empty();
    private Optional<Finding> suspicion = Optional.empty();
    private Instant suspectSince = Instant.MAX;
    private Optional<Decision> decision = Optional.empty();

    /** When what was decided; times since the second of the apply. */
    record Decision(Verdict verdict, Duration at) {}

    private Replay(List<JsonNode> lines, SoakSettings settings) {
        this.lines = lines;
        this.settings = settings;
    }

    static List<JsonNode> lines(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Replay.class.getResourceAsStream("recorded/" + name + ".jsonl"), StandardCharsets.UTF_8))) {
            List<JsonNode> lines = new ArrayList<>();
            reader.lines().map(Json::read).forEach(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the rules make of a recording; empty when they wait to its end and beyond. */
    static Optional<Decision> of(String name, SoakSettings settings) {
        return new Replay(lines(name), settings).run();
    }

    private Optional<Decision> run() {
        Instant now = SECOND_OF_APPLY;
        for (JsonNode line : lines) {
            if (!line.has("at")) {
                continue;
            }
            Instant at = SECOND_OF_APPLY.plusMillis(line.path("at").asLong());
            now = look(now, at);
            hear(line, at);
            if (told && decision.isEmpty()) {
                judge(at);
            }
            if (decision.isPresent()) {
                return decision;
            }
        }
        // After the last change everything stays as it was.
        look(now, now.plus(PATIENCE_WITH_RECORDING));
        return decision;
    }

    private Instant look(Instant from, Instant until) {
        Instant now = from;
        while (told && decision.isEmpty() && now.plus(LOOK_EVERY).isBefore(until)) {
            now = now.plus(LOOK_EVERY);
            judge(now);
        }
        return until;
    }

    private void hear(JsonNode line, Instant at) {
        if (line.has("apply")) {
            JsonNode apply = line.path("apply");
            baseline = new Baseline(
                    apply.path("deploymentId").asText(),
                    apply.path("generation").asLong(),
                    at,
                    Json.mapper().convertValue(apply.path("jobBefore"), JobSeen.class),
                    apply.path("restartExpected").asBoolean(),
                    Optional.ofNullable(apply.path("deploymentIdBefore").textValue()));
        } else if (line.has("resource")) {
            told = true;
            resource = line.path("resource").isEmpty()
                    ? Optional.empty()
                    : Optional.of(ResourceSeen.of(manifest(line.path("resource"))));
        } else if (line.has("pod")) {
            PodSeen pod = PodReader.pod(manifest(line.path("pod")));
            pods.put(pod.name(), pod);
        } else if (line.has("podDeleted")) {
            PodSeen gone = pods.remove(line.path("podDeleted").asText());
            if (gone != null && gone.brokeDown()) {
                ended.put(gone.name(), gone);
            }
        } else if (line.has("event")) {
            events.put(line.at("/event/metadata/name").asText(), PodReader.event(manifest(line.path("event"))));
        } else if (line.has("sample")) {
            sample = Optional.of(Json.mapper().convertValue(line.path("sample"), JobSample.class));
        } else if (line.has("lastWords")) {
            words.put(
                    line.at("/lastWords/pod").asText()
                            + line.at("/lastWords/restarts").asInt(),
                    line.at("/lastWords/text").asText());
        }
    }

    private void judge(Instant now) {
        List<PodSeen> seen = new ArrayList<>(ended.values());
        pods.values().stream()
                .map(pod -> pod.withLastWords(Optional.ofNullable(words.get(pod.name() + pod.restarts()))))
                .forEach(seen::add);
        Observation observation =
                new Observation(now, resource, seen, List.copyOf(events.values()), sample, Optional.empty());
        Verdict verdict;
        if (soak.isPresent()) {
            SoakRules.Result result = SoakRules.judge(soak.get(), settings, baseline, observation);
            soak = Optional.of(result.progress());
            verdict = result.verdict();
        } else {
            Verdict health = HealthRules.judge(baseline, observation);
            boolean undecided = health instanceof Verdict.Waiting || health instanceof Verdict.Running;
            verdict = undecided
                    ? SoakRules.failsWhileStarting(settings, baseline, observation)
                            .orElse(health)
                    : health;
        }
        follow(verdict, now);
    }

    private void follow(Verdict verdict, Instant now) {
        if (verdict instanceof Verdict.Failing || verdict instanceof Verdict.Complete) {
            decide(verdict, now);
        } else if (verdict instanceof Verdict.Suspect suspect) {
            if (suspicion
                    .filter(before -> before.code() == suspect.finding().code())
                    .isEmpty()) {
                suspicion = Optional.of(suspect.finding());
                suspectSince = now;
            } else if (Duration.between(suspectSince, now).compareTo(suspect.patience()) >= 0) {
                decide(verdict, now);
            }
        } else {
            suspicion = Optional.empty();
            if (verdict instanceof Verdict.Running && soak.isEmpty()) {
                soak = Optional.of(SoakProgress.begin(now, observationJob()));
            }
        }
    }

    private JobSeen observationJob() {
        return resource.map(ResourceSeen::job).orElse(JobSeen.NONE);
    }

    private void decide(Verdict verdict, Instant now) {
        decision = Optional.of(new Decision(verdict, Duration.between(SECOND_OF_APPLY, now)));
    }

    private static Manifest manifest(JsonNode node) {
        return Manifest.of((ObjectNode) node);
    }
}
