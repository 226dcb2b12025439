package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class LayersTest {
    @Test
    public void maps_merge_deeply_and_lists_and_scalars_replace() {
        assertThat(merged("{a: {x: 1, y: 2}, l: [1, 2], s: 1}", "{a: {y: 3, z: 4}, l: [3], s: 2}"))
                .isEqualTo("{\"a\":{\"x\":1,\"y\":3,\"z\":4},\"l\":[3],\"s\":2}");
    }

    @Test
    public void an_explicit_null_removes() {
        assertThat(merged("{a: {x: 1, y: 2}, b: 1}", "{a: {y: null}, b: null}")).isEqualTo("{\"a\":{\"x\":1}}");
    }

    @Test
    public void what_was_removed_in_between_does_not_come_back() {
        assertThat(merged("{a: {x: 1}}", "{a: null}", "{a: {y: 2}}")).isEqualTo("{\"a\":{\"y\":2}}");
    }

    @Test
    public void it_does_not_matter_which_neighbours_are_merged_first() {
        List<String> values =
                List.of("{}", "{a: 1}", "{a: null}", "{a: {x: 1}}", "{a: {y: null}}", "{a: {x: {z: 2}, y: 1}}");
        for (String a : values) {
            for (String b : values) {
                for (String c : values) {
                    Tree.Mapping left = Layers.merge(Layers.merge(tree(a), tree(b)), tree(c));
                    Tree.Mapping right = Layers.merge(tree(a), Layers.merge(tree(b), tree(c)));
                    assertThat(json(left)).as(a + b + c).isEqualTo(json(right));
                }
            }
        }
    }

    @Test
    public void values_keep_the_place_where_they_were_written() {
        Tree.Mapping merged = Layers.merge(tree("x: 1\ny: 2"), tree("\n\ny: 3"));

        assertThat(merged.get("x").at().line()).isEqualTo(1);
        assertThat(merged.get("y").at().line()).isEqualTo(3);
    }

    private static String merged(String first, String... others) {
        Tree.Mapping result = tree(first);
        for (String other : others) {
            result = Layers.merge(result, tree(other));
        }
        return json(result);
    }

    private static String json(Tree.Mapping mapping) {
        return JsonTrees.json(Layers.withoutNulls(mapping)).toString();
    }

    private static Tree.Mapping tree(String text) {
        return (Tree.Mapping)
                YamlReader.read(new NamedSource("f", text), new Problems()).get(0);
    }
}
