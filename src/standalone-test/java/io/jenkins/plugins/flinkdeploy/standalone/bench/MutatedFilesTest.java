package io.jenkins.plugins.flinkdeploy.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** A short run of what {@code bin/bench fuzz} does at length. */
public class MutatedFilesTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 12_000);

    @Test
    public void any_text_gives_a_definition_that_renders_or_located_problems() throws IOException {
        List<String> good = FuzzedFile.seeds();
        Mutations mutations = new Mutations(new Random(20_261_123));
        int definitions = 0;
        for (int i = 0; i < ROUNDS; i++) {
            definitions += FuzzedFile.isDefinition(mutations.of(good.get(i % good.size()))) ? 1 : 0;
        }
        assertThat(definitions)
                .as("both ways are gone, not only the one of refusals")
                .isBetween(ROUNDS / 20, ROUNDS);
    }

    @Test
    public void the_files_that_are_changed_are_good_ones() throws IOException {
        assertThat(FuzzedFile.seeds()).hasSizeGreaterThan(5).anyMatch(FuzzedFile::isDefinition);
    }
}
