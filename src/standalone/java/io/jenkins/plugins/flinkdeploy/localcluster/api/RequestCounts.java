package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How often each verb was asked for, by whom and of what. */
final class RequestCounts {
    private final ConcurrentMap<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConcurrentMap<String, AtomicInteger>> byAgent = new ConcurrentHashMap<>();

    /** @param what plural name of the resource, with its subresource; empty for discovery */
    void count(ApiRequest request, String verb, String what) {
        increment(counts, verb);
        increment(
                byAgent.computeIfAbsent(request.header("User-Agent").orElse(""), agent -> new ConcurrentHashMap<>()),
                (verb + " " + what).strip());
    }

    int total() {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    Map<String, Integer> byVerb() {
        return copy(counts);
    }

    Map<String, Integer> of(String agent) {
        return copy(byAgent.getOrDefault(agent, new ConcurrentHashMap<>()));
    }

    private static void increment(ConcurrentMap<String, AtomicInteger> counts, String key) {
        counts.computeIfAbsent(key, unused -> new AtomicInteger()).incrementAndGet();
    }

    private static Map<String, Integer> copy(Map<String, AtomicInteger> counts) {
        Map<String, Integer> copy = new TreeMap<>();
        counts.forEach((key, count) -> copy.put(key, count.get()));
        return copy;
    }
}
