package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How often each verb was asked for. */
final class RequestCounts {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    void count(String verb) {
        counts.computeIfAbsent(verb, key -> new AtomicInteger()).incrementAndGet();
    }

    int total() {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    Map<String, Integer> byVerb() {
        Map<String, Integer> copy = new TreeMap<>();
        counts.forEach((verb, count) -> copy.put(verb, count.get()));
        return copy;
    }
}
