package io.jenkins.plugins.flinkdeploy.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Test;

/** docs/causes.md is made from the dictionary. After a wanted change {@code -Dgolden.update=true} writes it anew. */
public class CausesPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "docs", "causes.md");
    private static final int LONGEST_TEXT = 240;

    @Test
    public void the_page_holds_every_cause_under_its_name() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Why a deployment failed

                A failed deployment names a cause, says what it means and what to do, and shows what was said: the state of the pods,
                events, the operator's error, the job's exceptions, and the telling lines of logs. These are the causes it knows, the
                most special first: where several fit, the first is named. What fits none is called "not recognised", with the
                innermost exception. This page is made from the dictionary.
                """);
        for (Cause cause : CauseDictionary.all()) {
            page.append("\n## ").append(cause.name()).append("\n\n");
            page.append(plain(cause.explanation())).append("\n\n");
            page.append("*What to do:* ").append(plain(cause.suggestion())).append('\n');
            example(cause.name())
                    .ifPresent(text -> page.append("\n```\n").append(text).append("\n```\n"));
        }
        return page.toString();
    }

    private static String plain(String text) {
        return Cause.filled(text, Optional.empty()).replaceAll(" {2,}", " ").replace(" .", ".");
    }

    private static Optional<String> example(String cause) {
        return CauseTexts.all().stream()
                .filter(said -> said.cause().equals(cause))
                .map(said -> said.text().lines().findFirst().orElse(""))
                .map(line -> line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + " …")
                .findFirst();
    }
}
