package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.progress.Allocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds up Jib's progress events for each blob. */
final class ProgressBoard implements Consumer<ProgressEvent> {
    private static final Pattern BLOB =
            Pattern.compile("(push|pull)ing (?:blob|base image layer) sha256:([a-f0-9]{12})[a-f0-9]*");

    private final BuildProgress progress;
    private final Map<String, Transfer> transfers = new LinkedHashMap<>();

    ProgressBoard(BuildProgress progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void accept(ProgressEvent event) {
        Allocation allocation = event.getAllocation();
        Matcher matcher = BLOB.matcher(allocation.getDescription());
        if (!matcher.matches()) {
            return;
        }
        String what = matcher.group(1) + " " + matcher.group(2);
        Transfer before = transfers.getOrDefault(what, new Transfer(what, 0, 0));
        Transfer now = new Transfer(what, before.done() + event.getUnits(), allocation.getAllocationUnits());
        if (now.done() < now.total()) {
            transfers.put(what, now);
        } else {
            transfers.remove(what);
        }
        List<Transfer> moving = new ArrayList<>(transfers.values());
        moving.removeIf(transfer -> transfer.done() == 0);
        progress.show(List.copyOf(moving));
    }
}
