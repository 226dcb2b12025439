package org.example.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Runs SQL statements as one Flink job: {@code --script FILE}, {@code --statements TEXT} or {@code --statements-from VARIABLE}.
 * All INSERT statements together are one job, as an application cluster wants it.
 */
public final class SqlRunner {
    private static final Pattern SET = Pattern.compile("(?is)set\\s+'([^']+)'\\s*=\\s*'([^']*)'");

    private SqlRunner() {}

    public static void main(String[] args) throws IOException {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        StatementSet inserts = tables.createStatementSet();
        boolean any = false;
        for (String statement : Statements.split(read(args))) {
            Matcher set = SET.matcher(statement);
            if (set.matches()) {
                tables.getConfig().set(set.group(1), set.group(2));
            } else if (statement.toLowerCase(Locale.ROOT).startsWith("insert")) {
                inserts.addInsertSql(statement);
                any = true;
            } else {
                tables.executeSql(statement);
            }
        }
        if (!any) {
            throw new IllegalArgumentException("The statements have no INSERT, so there is nothing to run.");
        }
        inserts.execute();
    }

    private static String read(String[] args) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--script":
                    texts.add(Files.readString(Path.of(args[i + 1])));
                    break;
                case "--statements":
                    texts.add(args[i + 1]);
                    break;
                case "--statements-from":
                    texts.add(System.getenv(args[i + 1]));
                    break;
                default:
                    throw new IllegalArgumentException("Unknown argument " + args[i]);
            }
        }
        if (texts.size() != 1 || texts.get(0) == null) {
            throw new IllegalArgumentException("One of --script, --statements, --statements-from is needed.");
        }
        return texts.get(0);
    }
}
