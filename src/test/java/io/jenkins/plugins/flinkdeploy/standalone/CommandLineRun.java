package io.jenkins.plugins.flinkdeploy.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What one call of the command line printed and returned. */
record CommandLineRun(int exit, String out, String err) {
    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exit = commandLine.execute(arguments);
        return new CommandLineRun(exit, out.toString(), err.toString());
    }

    /** Both streams, for messages of failed assertions and for texts that may stand in either. */
    String all() {
        return out + err;
    }
}
