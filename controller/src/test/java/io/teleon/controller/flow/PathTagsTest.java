package io.teleon.controller.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PathTagsTest {

    @Property(tries = 200)
    void noTwoPathsOverALinkShareATag(
            @ForAll @Size(max = 60)
                    List<@Size(min = 1, max = 4) List<@IntRange(max = 8) Integer>> ways) {
        PathTags tags = new PathTags();
        List<PathTag> given = new ArrayList<>();
        List<List<LinkId>> used = new ArrayList<>();
        for (List<Integer> way : ways) {
            List<LinkId> links = way.stream().distinct().map(PathTagsTest::link).toList();
            PathTag tag = tags.reserve(links).orElseThrow();
            for (int i = 0; i < given.size(); i++) {
                boolean shared = used.get(i).stream().anyMatch(links::contains);
                assertFalse(shared && given.get(i).equals(tag), tag + " twice on a link");
            }
            given.add(tag);
            used.add(links);
        }
    }

    @Test
    void runsOutOnOneLinkOnly() {
        PathTags tags = new PathTags();
        for (int i = PathTag.MIN; i <= PathTag.MAX; i++) {
            assertTrue(tags.reserve(List.of(link(0))).isPresent());
        }
        assertEquals(Optional.empty(), tags.reserve(List.of(link(0), link(1))));
        assertTrue(tags.reserve(List.of(link(1))).isPresent());
    }

    @Test
    void doesNotGiveOutATagAgainAtOnce() {
        PathTags tags = new PathTags();
        PathTag first = tags.reserve(List.of(link(0))).orElseThrow();
        tags.release(first, List.of(link(0)));
        assertFalse(tags.reserve(List.of(link(0))).orElseThrow().equals(first));
    }

    @Test
    void refusesToTakeOverATagInUse() {
        PathTags tags = new PathTags();
        PathTag first = tags.reserve(List.of(link(0))).orElseThrow();
        assertThrows(IllegalStateException.class, () -> tags.mark(first, List.of(link(0))));
    }

    private static LinkId link(int number) {
        return new LinkId(ConnectPoint.of(1, number + 1), ConnectPoint.of(2, number + 1));
    }
}
