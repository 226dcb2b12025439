package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/**
 * The program of an SQL job: runs the statements of a script one after another, and all its INSERT statements together as one
 * job at the end, because an application has one job.
 */
public final class SqlRunner {
    private static final Logger LOG = Logger.getLogger(SqlRunner.class.getName());
    private static final String RUNTIME_MODE = "execution.runtime-mode";

    private final Script script;
    private final Variables variables;

    private SqlRunner(Arguments arguments) {
        script = arguments.script();
        variables = arguments.variables();
    }

    /** Starts the job of a script. */
    public static void main(String[] args) {
        new SqlRunner(Arguments.parse(args, System.getenv())).run();
    }

    private void run() {
        requireRunnable();
        TableEnvironment tables = TableEnvironment.create(
                isBatch()
                        ? EnvironmentSettings.newInstance().inBatchMode().build()
                        : EnvironmentSettings.newInstance().inStreamingMode().build());
        StatementSet inserts = tables.createStatementSet();
        int count = 0;
        for (Statement statement : script.statements()) {
            LOG.info(() -> script.name() + ", " + statement);
            String text = variables.replace(statement.text());
            try {
                if (statement.isInsert()) {
                    inserts.addInsertSql(text);
                    count++;
                } else {
                    runOne(tables, statement, text);
                }
            } catch (RuntimeException e) {
                throw new SqlScriptException(script.name() + ", " + statement + ": " + cause(e), e);
            }
        }
        if (count > 0) {
            start(inserts);
        }
    }

    private static void runOne(TableEnvironment tables, Statement statement, String text) {
        Optional<String[]> setting = statement.isSetting() ? Statement.setting(text) : Optional.empty();
        if (setting.isPresent()) {
            tables.getConfig().set(setting.get()[0], setting.get()[1]);
            return;
        }
        TableResult result = tables.executeSql(text);
        // SHOW, DESCRIBE and EXPLAIN answer in the log.
        if (result.getResultKind() == ResultKind.SUCCESS_WITH_CONTENT
                && !result.getJobClient().isPresent()) {
            result.print();
        }
    }

    private void start(StatementSet inserts) {
        try {
            inserts.execute();
        } catch (RuntimeException e) {
            throw new SqlScriptException(script.name() + ": its job cannot be started: " + cause(e), e);
        }
    }

    private void requireRunnable() {
        List<String> problems = new ArrayList<>(script.problems());
        for (Statement statement : script.statements()) {
            for (String name : variables.missing(statement.text())) {
                problems.add(statement + ": ${" + name + "} has no value; give --variable " + name
                        + "=VALUE or an environment variable of that name");
            }
        }
        if (!problems.isEmpty()) {
            throw new SqlScriptException(script.name() + " cannot be run:" + System.lineSeparator()
                    + String.join(System.lineSeparator(), problems));
        }
    }

    /** The mode is chosen before anything runs, wherever the script sets it. */
    private boolean isBatch() {
        boolean batch = false;
        for (Statement statement : script.statements()) {
            Optional<String[]> setting = Statement.setting(variables.replace(statement.text()));
            if (setting.isPresent() && setting.get()[0].equals(RUNTIME_MODE)) {
                batch = setting.get()[1].equalsIgnoreCase("batch");
            }
        }
        return batch;
    }

    /** The innermost message says what is wrong with a statement; those around it only that something is. */
    private static String cause(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? inner.toString() : inner.getMessage();
    }
}
