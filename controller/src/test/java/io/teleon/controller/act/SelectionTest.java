package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.time.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Who is chosen to be led another way, held against trying out every choice there is.
class SelectionTest {

    private record Item(int place, double size, boolean costs) {}

    private static Selection<Item> of(List<Item> items) {
        return new Selection<>(items, Item::size, Item::costs);
    }

    private static List<Item> items(double... sizes) {
        List<Item> items = new ArrayList<>();
        for (double size : sizes) {
            items.add(new Item(items.size(), size, false));
        }
        return items;
    }

    private static List<Double> sizes(Optional<List<Item>> chosen) {
        return chosen.orElseThrow().stream().map(Item::size).toList();
    }

    @Example
    void fewAreChosenThatAreNotMuchTooMuch() {
        assertEquals(List.of(5.0), sizes(of(items(9, 5, 3, 2)).between(5, 20)));
        assertEquals(List.of(3.0, 2.0), sizes(of(items(9, 3, 2)).between(5, 20)));
    }

    @Example
    void whereNothingElseDoesMuchTooMuchIsTakenAloneAndNotBesideWhatIsNeedlessThen() {
        assertEquals(List.of(9.0), sizes(of(items(9, 1, 1)).between(5, 20)));
    }

    @Example
    void nothingIsChosenBeyondTheMost() {
        assertEquals(Optional.empty(), of(items(9, 1, 1)).between(5, 8));
        assertEquals(Optional.empty(), of(items(1, 1)).between(5, Double.POSITIVE_INFINITY));
        assertEquals(Optional.empty(), of(items()).between(5, 8));
        assertEquals(Optional.empty(), of(items(6)).between(5, -1));
    }

    @Example
    void whatCostsIsChosenLast() {
        List<Item> items = List.of(new Item(0, 5, true), new Item(1, 9, false));
        assertEquals(List.of(9.0), sizes(of(items).between(5, 20)));
        assertEquals(List.of(5.0), sizes(of(items).between(5, 8)));
    }

    /// A choice and what is wrong with it, worst first.
    private record Judged(int costly, boolean tooMuch, int count) implements Comparable<Judged> {

        static Judged of(List<Item> chosen, double least) {
            return new Judged(
                    (int) chosen.stream().filter(Item::costs).count(),
                    sum(chosen) > Selection.OVERSHOOT * least,
                    chosen.size());
        }

        @Override
        public int compareTo(Judged other) {
            int byCost = Integer.compare(costly, other.costly);
            int byExcess = byCost != 0 ? byCost : Boolean.compare(tooMuch, other.tooMuch);
            return byExcess != 0 ? byExcess : Integer.compare(count, other.count);
        }
    }

    private static double sum(List<Item> items) {
        return items.stream().mapToDouble(Item::size).sum();
    }

    /// What it finds holds the bounds, and is no worse than the best of all choices that keep off
    /// the bounds by a step for each that there is: so much it may overlook.
    @Property(tries = 300)
    void noChoiceIsBetterThanWhatIsFound(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("items");
        List<Item> items = new ArrayList<>();
        int count = random.nextInt(0, 10);
        for (int i = 0; i < count; i++) {
            double size = random.nextBoolean() ? random.nextInt(1, 10) : random.nextDouble() * 40;
            items.add(new Item(i, size, random.nextInt(3) == 0));
        }
        double least = 1 + random.nextDouble() * 60;
        double most = random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : least * 1.6;
        Optional<List<Item>> found = of(items).between(least, most);
        found.ifPresent(chosen -> {
            assertTrue(sum(chosen) >= least && sum(chosen) <= most);
            assertEquals(
                    chosen.stream().map(Item::place).sorted().distinct().toList(),
                    chosen.stream().map(Item::place).toList());
        });
        double step = 100.0 * items.size() / Selection.STEPS;
        Optional<Judged> best = Optional.empty();
        for (int set = 0; set < 1 << items.size(); set++) {
            int which = set;
            List<Item> chosen =
                    items.stream().filter(item -> (which >> item.place() & 1) == 1).toList();
            boolean isFarFromTooMuch = Math.abs(sum(chosen) - Selection.OVERSHOOT * least) > step;
            if (sum(chosen) >= least + step && sum(chosen) <= most - step && isFarFromTooMuch) {
                Judged judged = Judged.of(chosen, least);
                if (best.isEmpty() || judged.compareTo(best.get()) < 0) {
                    best = Optional.of(judged);
                }
            }
        }
        if (best.isPresent()) {
            Judged judged = Judged.of(found.orElseThrow(), least);
            assertTrue(judged.compareTo(best.get()) <= 0, judged + " instead of " + best.get());
        }
    }
}
