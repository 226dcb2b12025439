package io.jenkins.plugins.flinkdeploy.status;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.model.Failure;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.run.DeployRuntime;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Listeners;

/** What people had done with clusters from their pages, kept over restarts of the controller. One at a time for each cluster. */
@Extension
public final class Activities {
    private static final Logger LOGGER = Logger.getLogger(Activities.class.getName());
    private static final int KEPT = 200;

    private final List<ClusterActivity> all = new ArrayList<>();
    private boolean loaded;
    private volatile boolean shuttingDown;

    static Activities get() {
        return ExtensionList.lookupSingleton(Activities.class);
    }

    static File file(String name) {
        return new File(new File(Jenkins.get().getRootDir(), "flink-deploy"), name);
    }

    private static XmlFile store() {
        return new XmlFile(Jenkins.XSTREAM2, file("activities.xml"));
    }

    /**
     * Begins what the user asks for.
     *
     * @throws Failure when another activity of the cluster is under way
     */
    ClusterActivity begin(ClusterActivity.Asked asked) throws IOException {
        ClusterActivity activity;
        synchronized (this) {
            load();
            if (of(asked.place(), asked.resource()).stream().anyMatch(ClusterActivity::isUnderWay)) {
                throw new Failure(Messages.Activities_busy());
            }
            int number = all.stream().mapToInt(ClusterActivity::getNumber).max().orElse(0) + 1;
            activity = new ClusterActivity(
                    number, asked, Jenkins.getAuthentication2().getName());
            Files.createDirectories(activity.log().getParentFile().toPath());
            Files.deleteIfExists(activity.log().toPath());
            Files.createFile(activity.log().toPath());
            all.add(activity);
            forget();
        }
        save();
        Listeners.notify(ActivityListener.class, true, listener -> listener.begun(activity));
        go(activity);
        return activity;
    }

    private void go(ClusterActivity activity) {
        DeployRuntime.get().workers().execute(new ActivityRunner(activity, this)::run);
    }

    private void forget() throws IOException {
        while (all.size() > KEPT && all.get(0).hasEnded()) {
            Files.deleteIfExists(all.remove(0).log().toPath());
        }
    }

    void ended(ClusterActivity activity) {
        save();
        Listeners.notify(ActivityListener.class, true, listener -> listener.ended(activity));
    }

    /** Those of a cluster, the newest first. */
    synchronized List<ClusterActivity> of(String place, ResourceId resource) {
        load();
        return all.stream()
                .filter(activity -> activity.isOf(place, resource))
                .sorted(Comparator.comparing(ClusterActivity::getNumber).reversed())
                .toList();
    }

    /** The one of this number. */
    synchronized Optional<ClusterActivity> of(int number) {
        load();
        return all.stream().filter(activity -> activity.getNumber() == number).findFirst();
    }

    synchronized void save() {
        try {
            store().write(new ArrayList<>(all));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "What people had done with clusters cannot be kept", e);
        }
    }

    private synchronized void load() {
        if (!loaded) {
            loaded = true;
            try {
                if (store().exists() && store().read() instanceof List<?> kept) {
                    kept.forEach(each -> all.add((ClusterActivity) each));
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "What people had done with clusters cannot be read", e);
            }
        }
    }

    boolean isShuttingDown() {
        return shuttingDown;
    }

    /** Goes on with what was under way when Jenkins ended. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void goOn() {
        Activities activities = get();
        List<ClusterActivity> open;
        synchronized (activities) {
            activities.load();
            open = activities.all.stream()
                    .filter(activity -> !activity.hasEnded())
                    .toList();
        }
        open.forEach(activities::go);
    }

    /** Leaves what is under way to the next session of the controller. */
    @Terminator
    public static void shutDown() {
        for (Activities activities : ExtensionList.lookup(Activities.class)) {
            activities.shuttingDown = true;
            synchronized (activities) {
                activities.all.forEach(ClusterActivity::detach);
            }
        }
    }
}
