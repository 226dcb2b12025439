package io.jenkins.plugins.flinkdeploy.engine.definition;

import java.util.Optional;

/**
 * The processes of a cluster.
 *
 * @param jobManager size of the JobManager
 * @param jobManagers how many JobManagers, at least 1
 * @param taskManager size of each TaskManager
 * @param slots task slots of each TaskManager
 * @param taskManagers how many TaskManagers, in standalone mode; empty for as many as the jobs need
 */
public record Processes(
        ProcessSize jobManager, int jobManagers, ProcessSize taskManager, int slots, Optional<Integer> taskManagers) {}
