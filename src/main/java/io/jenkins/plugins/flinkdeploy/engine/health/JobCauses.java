package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

import io.jenkins.plugins.flinkdeploy.engine.health.Cause.Where;
import java.util.List;

/** What is wrong with the job's program and how it is packaged: Java, Python, SQL. */
final class JobCauses {
    private JobCauses() {}

    static List<Cause> program() {
        return List.of(
                named(
                                "wrong Java version",
                                "The jar was compiled for a newer Java than the image has{1|}.",
                                "Compile for the image's Java (maven.compiler.release), or use a base image with a newer one.")
                        .by("UnsupportedClassVersionError: [^\\n]*?class file version( [\\d.]+)"
                                + "|UnsupportedClassVersionError|class file has wrong version"),
                named(
                                "Java module closed",
                                "A library reaches into Java's own classes, which Java 17 does not allow.",
                                "Add the --add-opens that the message names to env.java.opts.all, or use a newer library.")
                        .by("InaccessibleObjectException|does not \"(?:opens|exports) "),
                named(
                                "main class not found",
                                "The class that starts the job{1|} is not in the jar.",
                                "Check 'class' in the cluster file and the Main-Class of the jar's manifest.")
                        .by("Could not find or load main class( [\\w.$]+)|entry point class( '[^']*') was not found"
                                + "|job class was not found|Neither a 'Main-Class', nor a 'program-class' entry"
                                + "|The class '([\\w.$]+)' has no main"),
                named(
                                "no job in the program",
                                "The program ended without starting a job: it never calls execute().",
                                "Call env.execute() in main, and on every path through it.")
                        .by("contains no execute\\(\\) calls|No jobs included in application"
                                + "|No operators defined in streaming topology"),
                named(
                                "job jar not found",
                                "The job's jar is not where the resource says{1|}.",
                                "Check the job's 'jar' against image.jars.")
                        .by("JAR file does not exist:?( \\S+)|FileNotFoundException:? ([^\\n]*\\.jar)"
                                + "|NoSuchFileException:? ([^\\n]*\\.jar)|Could not (?:get|find) [^\\n]*user ?[jJ]ar"
                                + "|Jar file [^\\n]*does not exist"),
                named(
                                "dependency conflict",
                                "Two versions of a library are in the way of each other: the one that is found lacks what the"
                                        + " job was compiled against{1|}.",
                                "Give the library one version in the build; shade or exclude the other, and do not pack what Flink"
                                        + " brings (scope provided).")
                        .by(
                                "(?:NoSuchMethodError|NoSuchFieldError|AbstractMethodError|IncompatibleClassChangeError): '?([^'\\n]+)"
                                        + "|loader constraint violation|LinkageError|VerifyError"
                                        + "|ClassCastException: [^\\n]*cannot be cast[^\\n]*(?:ChildFirstClassLoader|loader)"),
                named(
                                "class missing",
                                "A class that the job needs is not in the image: {1|see what was said}.",
                                "Package the dependency into the job jar, or add its jar to image.jars.")
                        .by(
                                "(?:NoClassDefFoundError|ClassNotFoundException)[: ]+(?:Could not initialize class )?([\\w.$/]+)"
                                        + "|Cannot load user class: ([\\w.$]+)"),
                named(
                                "not serializable",
                                "The program hands Flink an object that cannot be sent to the task managers{1|}.",
                                "Make it Serializable, or create it in open(); mark fields that are not part of it transient.")
                        .by("NotSerializableException:( [\\w.$]+)|([\\w.$]+@\\w+) is not serializable"
                                + "|The implementation of the [^\\n]* is not serializable|InvalidProgramException"));
    }

    static List<Cause> python() {
        return List.of(
                named(
                                "Python missing",
                                "There is no Python (or not the one that is asked for) in the image.",
                                "Use a base image with Python and apache-flink, or set python.client.executable and"
                                        + " python.executable.")
                        .by(
                                "Cannot run program \"[^\"]*python[^\"]*\"|python3?: (?:command )?not found"
                                        + "|exec: \"?python[\\d.]*\"?: (?:executable file )?not found|Python process exits with code: 127"),
                named(
                                "PyFlink missing",
                                "The image's Python has no apache-flink package of the right version.",
                                "Install apache-flink of the Flink version in the image.")
                        .by("No module named '?(?:pyflink|apache_beam)\\b|Python versions? (?:prior to|should be)"
                                + "|python.* does not match .*pyflink"),
                named(
                                "Python module missing",
                                "A Python module that the job imports is not in the image: {1|see what was said}.",
                                "Add it to the job's requirements, or its files to the image.")
                        .by("(?:ModuleNotFoundError|ImportError): (?:No module named|cannot import name) '?([\\w.]+)"),
                named(
                                "Python script missing",
                                "The Python file of the job is not where the resource says.",
                                "Check the job's Python file against what is copied into the image.")
                        .by(
                                "can't open file '?([^'\\n:]+)|(?:No such file or directory|does not exist)[^\\n]*\\.py\\b"));
    }

    /** After everything more special: Java names exceptions with their packages, Python its own without. */
    static Cause pythonCode() {
        return named(
                        "error in the Python job",
                        "The job's Python code fails: {1|see what was said}.",
                        "Read the exception; it comes from the new version of the job.")
                .by(Where.LOG, "^([A-Z]\\w*(?:Error|Exception)(?:: [^\\n]*)?)$")
                .by(
                        Where.JOB,
                        "Traceback \\(most recent call last\\)[\\s\\S]*\\n(\\w[\\w.]*(?:Error|Exception): [^\\n]*)");
    }

    static List<Cause> sql() {
        return List.of(
                named(
                                "connector missing",
                                "The SQL connector or format {1|that the table names} is not on the class path.",
                                "Add its jar to image.jars (the flink-sql-connector jar of the Flink version).")
                        .by(
                                "Could not find any factory for identifier '([^']+)'|Cannot discover a connector using option: '([^']+)'"),
                named(
                                "SQL cannot be parsed",
                                "A statement of the SQL job is not SQL as Flink understands it: {1|see what was said}.",
                                "Correct the statement at the line and column that the message names.")
                        .by("SQL parse failed\\. ([^\\n]+)|SqlParseException: ([^\\n]+)"),
                named(
                                "table not found",
                                "A statement uses the table or view {1|that was named}, which no statement before it"
                                        + " creates and no catalog has.",
                                "Create it first, or correct the name and the catalog.")
                        .by(
                                "Object '([^']+)' not found|Cannot find table '?([^'\\n]+)|Table '?`?([\\w.`]+)`?'? was not found"
                                        + "|TableNotExistException: ([^\\n]+)"),
                named(
                                "SQL is not valid",
                                "A statement can be read, but does not fit the tables it uses: {1|see what was said}.",
                                "Correct the columns, types or functions that the message names.")
                        .by("SQL validation failed\\. ([^\\n]+)|SqlValidatorException: ([^\\n]+)"
                                + "|org\\.apache\\.flink\\.table\\.api\\.ValidationException: ([^\\n]+)"
                                + "|TableException: ([^\\n]+)"));
    }
}
