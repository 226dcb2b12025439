package io.jenkins.plugins.flinkdeploy.status;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.run.DeployRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** The targets whose clusters somebody looks at; what nobody looks at any more is closed after some minutes. */
@Extension
public final class LiveTargets {
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final AccessCache access = new AccessCache();
    private final Map<String, LiveTarget> open = new HashMap<>();
    private Optional<ScheduledFuture<?>> sweeping = Optional.empty();

    static LiveTargets get() {
        return ExtensionList.lookupSingleton(LiveTargets.class);
    }

    AccessCache access() {
        return access;
    }

    /** A target, opened where it was not; a target that is configured anew is another one. */
    LiveTarget of(FlinkTarget target) {
        LiveTarget live;
        Optional<LiveTarget> outdated = Optional.empty();
        synchronized (this) {
            LiveTarget known = open.get(target.getName());
            if (known == null || known.target() != target) {
                outdated = Optional.ofNullable(known);
                known = new LiveTarget(target, DeployRuntime.get().workers());
                open.put(target.getName(), known);
                sweep();
            }
            live = known;
        }
        outdated.ifPresent(LiveTarget::close);
        live.use();
        return live;
    }

    private void sweep() {
        if (sweeping.isEmpty()) {
            sweeping = Optional.of(Timer.get().scheduleWithFixedDelay(() -> closeIdle(IDLE), 1, 1, TimeUnit.MINUTES));
        }
    }

    /** Closes what was not used for this long. */
    void closeIdle(Duration idle) {
        List<LiveTarget> unused = new ArrayList<>();
        synchronized (this) {
            open.values().removeIf(live -> live.isIdle(idle) && unused.add(live));
            if (open.isEmpty()) {
                sweeping.ifPresent(sweep -> sweep.cancel(false));
                sweeping = Optional.empty();
            }
        }
        unused.forEach(LiveTarget::close);
    }

    /** For how many targets watches are open. */
    synchronized int size() {
        return open.size();
    }

    /** Ends with the controller. */
    @Terminator
    public static void shutDown() {
        ExtensionList.lookup(LiveTargets.class).forEach(live -> live.closeIdle(Duration.ZERO));
    }
}
