package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code jobs}: the one job of an application cluster, or those of a session cluster in the order of deployment. */
final class JobsReader {
    private static final String JOBS = "jobs";

    private final Section cluster;
    private final Location keyAt;
    private final Problems problems;
    private final Section jobs;
    private final List<String> names;
    private final boolean session;

    JobsReader(Section cluster, Location keyAt, Problems problems) {
        this.cluster = cluster;
        this.keyAt = keyAt;
        this.problems = problems;
        this.jobs = cluster.section(JOBS);
        this.names = jobs.tree().entries().entrySet().stream()
                .filter(entry -> entry.getValue().value() instanceof Tree.Mapping)
                .map(Map.Entry::getKey)
                .toList();
        this.session = cluster.has("session") ? cluster.flag("session") : names.size() > 1;
    }

    boolean session() {
        return session;
    }

    /** What the jobs run, by name; incomplete when there are problems. */
    Map<String, Program> programs() {
        if (names.isEmpty() && !session) {
            // When "jobs" is there but is no map, that has been said.
            if (!cluster.has(JOBS) || cluster.tree().get(JOBS) instanceof Tree.Mapping) {
                problems.error(
                        keyAt, cluster.pathOf(JOBS), "The cluster has no job.", "Write jobs: {<name>: {jar: …}}.");
            }
        } else if (names.size() > 1 && !session) {
            problems.error(
                    cluster.at("session"),
                    cluster.pathOf("session"),
                    "Several jobs need a session cluster.",
                    "Remove session: false, or write one cluster for each job.");
        }
        Map<String, Program> programs = new LinkedHashMap<>();
        for (String name : names) {
            new ProgramReader(jobs.section(name), cluster.section("image"), session, problems)
                    .read()
                    .ifPresent(program -> programs.put(name, program));
        }
        return programs;
    }

    /** @return the jobs, in the order of deployment */
    List<JobDefinition> read(String clusterResource, Map<String, Program> programs, ImageDefinition image) {
        Map<String, List<String>> after = new LinkedHashMap<>();
        names.forEach(name -> after.put(name, AfterReader.within(jobs.section(name), names, problems)));
        Map<String, JobDefinition> read = new LinkedHashMap<>();
        Map<String, String> taken = new HashMap<>();
        programs.forEach((name, program) -> {
            String resource = session ? resourceName(clusterResource, name) : clusterResource;
            Optional.ofNullable(taken.putIfAbsent(resource, name))
                    .filter(other -> session)
                    .ifPresent(other -> problems.error(
                            jobs.tree().entries().get(name).keyAt(),
                            jobs.pathOf(name),
                            "The jobs " + Texts.quoted(other) + " and " + Texts.quoted(name)
                                    + " would both be the resource " + resource + ".",
                            "Rename one of them."));
            JobReader reader = new JobReader(cluster, jobs.section(name), session, problems);
            read.put(name, reader.read(name, resource, program, after.get(name), image));
        });
        List<JobDefinition> ordered = new ArrayList<>();
        Order.of(
                        after,
                        (name, cycle) -> problems.error(
                                jobs.section(name).at("after"),
                                jobs.section(name).pathOf("after"),
                                "The jobs wait for each other: " + String.join(" after ", cycle) + ".",
                                "Remove one of them."))
                .forEach(name -> Optional.ofNullable(read.get(name)).ifPresent(ordered::add));
        return ordered;
    }

    private String resourceName(String clusterResource, String name) {
        Section job = jobs.section(name);
        job.text("resourceName")
                .filter(text -> !FlinkRules.RESOURCE_NAME.matcher(text).matches())
                .ifPresent(text -> problems.error(
                        job.at("resourceName"),
                        job.pathOf("resourceName"),
                        Texts.quoted(text) + " is no name that the operator takes.",
                        "Use at most 45 lower-case letters, digits and hyphens, beginning with a letter."));
        return job.text("resourceName").orElseGet(() -> Names.resourceName(clusterResource, name));
    }
}
