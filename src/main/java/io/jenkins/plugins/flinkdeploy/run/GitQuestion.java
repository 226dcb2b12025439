package io.jenkins.plugins.flinkdeploy.run;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Runs git, where the workspace is, and in it. */
final class GitQuestion extends MasterToSlaveFileCallable<GitQuestion.Answer> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> command = new ArrayList<>();

    /**
     * What git said.
     *
     * @param exit its exit code
     * @param text its standard output
     */
    record Answer(int exit, String text) implements Serializable {}

    /** @param arguments those of git; nothing of them may come from outside unchecked */
    GitQuestion(List<String> arguments) {
        command.add("git");
        command.addAll(arguments);
    }

    /**
     * A commit id that comes from outside.
     *
     * @throws IllegalArgumentException when it is no id
     */
    static String commit(String id) {
        if (!id.matches("[0-9a-f]{7,64}")) {
            throw new IllegalArgumentException(id);
        }
        return id;
    }

    /** @throws IOException when there is no git */
    @Override
    public Answer invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(command)
                .directory(workspace)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream answer = git.getInputStream()) {
            git.getOutputStream().close();
            String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(git.waitFor(), text);
        } finally {
            git.destroy();
        }
    }
}
