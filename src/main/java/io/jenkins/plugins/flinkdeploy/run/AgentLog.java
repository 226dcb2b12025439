package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.TaskListener;
import hudson.remoting.Channel;
import io.jenkins.plugins.flinkdeploy.engine.image.BuildLog;
import java.io.NotSerializableException;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/**
 * The build log for work on an agent. Each line is a call back to the controller: the log that an agent gets from a Pipeline holds
 * lines back for seconds, and they would come after those of later phases.
 */
final class AgentLog implements BuildLog, SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private final TaskListener listener;

    AgentLog(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public void line(String text) {
        BuildLogLines.to(listener).plain(text);
    }

    private Object writeReplace() throws NotSerializableException {
        Channel channel = getChannelForSerialization();
        return channel.export(BuildLog.class, this);
    }
}
