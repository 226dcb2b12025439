package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.JibEvent;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.events.TimerEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns from Jib's events which blobs were sent and which the registry had. Jib has no other way to tell; the tests hold
 * these texts to the version of Jib in use.
 */
final class Transfers implements Consumer<JibEvent> {
    private static final String DIGEST = "(sha256:[a-f0-9]{64})";
    private static final Pattern PRESENT =
            Pattern.compile("Skipping (?:push|pull); BLOB already exists .* digest: " + DIGEST + ", size: ([0-9]+)");
    private static final Pattern CONSIDERED = Pattern.compile("pushing blob " + DIGEST);
    private static final Pattern SENT = Pattern.compile("pushBlob PATCH " + DIGEST);
    private static final Pattern BUILT = Pattern.compile("Building (.*) layer built " + DIGEST);
    private static final Pattern FAILED = Pattern.compile("I/O error for image \\[([^]]+)]");

    private final Map<String, Long> sizes = new HashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final Map<String, String> builtLayers = new HashMap<>();
    private boolean contacted;
    private String failedImage = "";

    @Override
    public synchronized void accept(JibEvent event) {
        if (event instanceof LogEvent log) {
            Matcher matcher;
            if ((matcher = PRESENT.matcher(log.getMessage())).find()) {
                sizes.put(matcher.group(1), Long.valueOf(matcher.group(2)));
            } else if ((matcher = BUILT.matcher(log.getMessage())).find()) {
                builtLayers.put(matcher.group(1), matcher.group(2));
            } else if ((matcher = FAILED.matcher(log.getMessage())).find()) {
                failedImage = matcher.group(1);
            }
        } else if (event instanceof ProgressEvent progress) {
            Matcher matcher = CONSIDERED.matcher(progress.getAllocation().getDescription());
            if (matcher.matches()) {
                sizes.put(matcher.group(1), progress.getAllocation().getAllocationUnits());
            }
        } else if (event instanceof TimerEvent timer) {
            Matcher matcher = SENT.matcher(timer.getDescription());
            if (matcher.find()) {
                sent.add(matcher.group(1));
            }
        }
    }

    synchronized boolean wasSent(String digest) {
        return sent.contains(digest);
    }

    /** The digest of a layer that was put together in this build; nothing for one that was in the cache. */
    synchronized Optional<String> built(String layer) {
        return Optional.ofNullable(builtLayers.get(layer));
    }

    synchronized long pushedBytes() {
        return sizes.entrySet().stream()
                .filter(blob -> sent.contains(blob.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What the registry had, and what it took over from the base image's repository by itself. */
    synchronized long skippedBytes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum() - pushedBytes();
    }

    /** Notes that a registry answered. */
    synchronized void contact() {
        contacted = true;
    }

    /** Whether a registry has answered in this build. */
    synchronized boolean contacted() {
        return contacted || !sizes.isEmpty();
    }

    /** All blobs of the image. */
    synchronized Set<String> digests() {
        return new HashSet<>(sizes.keySet());
    }

    /** Notes whose registry did not answer well. */
    synchronized void failed(String image) {
        failedImage = image;
    }

    /** The image whose registry could not be talked to, without a tag. */
    synchronized Optional<String> failedImage() {
        return Optional.of(failedImage).filter(image -> !image.isEmpty());
    }
}
