package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class ScriptTest {
    @Test
    public void semicolons_in_quotes_and_comments_end_nothing() {
        Script script = Script.parse(
                "s.sql",
                """
                -- first; the source
                CREATE TABLE `a;b` (x STRING) WITH ('url' = 'http://h/;', 'it''s' = ';'); // and; then
                /* the
                   sink; */ INSERT INTO t /*+ OPTIONS('a'=';') */ SELECT x -- ; all of it
                FROM `a;b`;
                """);

        assertThat(script.problems()).isEmpty();
        assertThat(texts(script))
                .containsExactly(
                        "CREATE TABLE `a;b` (x STRING) WITH ('url' = 'http://h/;', 'it''s' = ';')",
                        "INSERT INTO t /*+ OPTIONS('a'=';') */ SELECT x               \nFROM `a;b`");
        assertThat(script.statements()).extracting(Statement::line).containsExactly(2, 4);
    }

    @Test
    public void both_ways_to_write_a_statement_set_give_its_insert_statements() {
        String inserts = "INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t; INSERT INTO b SELECT * FROM t; ";

        for (String script : List.of(
                "BEGIN STATEMENT SET; " + inserts + "END;",
                "EXECUTE STATEMENT SET BEGIN " + inserts + "END;",
                "execute statement set /* both */ begin\n" + inserts + "end",
                "EXECUTE " + inserts)) {
            assertThat(texts(Script.parse("s.sql", script)))
                    .containsExactly(
                            "INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t", "INSERT INTO b SELECT * FROM t");
        }
    }

    @Test
    public void all_that_is_wrong_is_told_with_its_line() {
        Script script = Script.parse(
                "s.sql",
                """
                SET parallelism.default = 2;
                SELECT * FROM t;
                CREATE TABLE copy AS SELECT * FROM t;
                INSERT INTO a
                SELECT 'open FROM t;
                """);

        assertThat(script.problems())
                .containsExactly(
                        "line 5: the quote ' that begins here does not end",
                        "line 1, SET parallelism.default = 2: an option is set by SET 'key' = 'value', both in single"
                                + " quotes",
                        "line 2, SELECT * FROM t: the rows of a query go nowhere; write INSERT INTO and a table before it",
                        "line 4, INSERT INTO a SELECT 'open FROM t;: this would be a second job besides that of line 3,"
                                + " CREATE TABLE copy AS SELECT * FROM t; only the INSERT statements of a script run"
                                + " together as one job");
    }

    @Test
    public void a_script_that_starts_no_job_is_told_before_flink_waits_for_one() {
        assertThat(Script.parse("s.sql", "CREATE TABLE t (x INT, at AS PROCTIME()) WITH ();")
                        .problems())
                .containsExactly("there is no INSERT, so there is nothing to run");
        assertThat(Script.parse("s.sql", "CREATE TABLE t WITH () AS SELECT 1;").problems())
                .isEmpty();
    }

    @Test
    public void a_byte_order_mark_and_line_ends_of_windows_do_no_harm() {
        Script script = Script.parse("s.sql", "\uFEFFSET 'a' = 'b';\r\n-- c\r\nINSERT INTO t SELECT 1;\r\n");

        assertThat(script.problems()).isEmpty();
        assertThat(script.statements()).extracting(Statement::line).containsExactly(1, 3);
    }

    private static List<String> texts(Script script) {
        return script.statements().stream().map(Statement::text).toList();
    }
}
