package io.teleon.models.format;

import static io.teleon.models.format.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.GivenData;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrafficCsvTest {

    private static final String CSV =
            """
            time_utc,A>B,B>A
            2004-03-01T00:00,1.5,0
            2004-03-01T00:05:00Z,,2
            2004-03-01T02:10+02:00,3, 4
            """;

    @Test
    void keepsAMissingCellApartFromZero() {
        DemandTable table = TrafficCsv.read(new SourceText("tm.csv", CSV));

        assertEquals("[A>B, B>A]", table.pairs().toString());
        assertEquals(
                List.of(
                        Instant.parse("2004-03-01T00:00:00Z"),
                        Instant.parse("2004-03-01T00:05:00Z"),
                        Instant.parse("2004-03-01T00:10:00Z")),
                table.times());
        assertEquals(OptionalDouble.of(1.5), table.megabits(0, 0));
        assertEquals(OptionalDouble.of(0), table.megabits(0, 1));
        assertEquals(OptionalDouble.empty(), table.megabits(1, 0));
        assertEquals(OptionalDouble.of(4), table.megabits(2, 1));
    }

    @Test
    void namesThePlaceTheValueAndTheExpectation() {
        refuses(
                TrafficCsv::read,
                CSV.replace("1.5", "-1.5"),
                "input:2:18: demand '-1.5' is not a number of 0 or more");
        refuses(
                TrafficCsv::read,
                CSV.replace("1.5", "NaN"),
                "input:2:18: demand 'NaN' is not a number of 0 or more");
        refuses(
                TrafficCsv::read,
                CSV.replace("B>A", "BA"),
                "input:1:14: column 'BA' is not 'SRC>DST'");
        refuses(
                TrafficCsv::read,
                CSV.replace("B>A", "A>B"),
                "input:1:14: column 'A>B' is not there once only");
        refuses(
                TrafficCsv::read,
                CSV.replace("1.5,0", "1.5"),
                "input:2: a row of 2 cells is not a time and the 2 demands of the header");
        refuses(
                TrafficCsv::read,
                CSV.replace("T00:05:00Z", "T00:00:00Z"),
                "input:3:1: time '2004-03-01T00:00:00Z' is not after 2004-03-01T00:00:00Z");
        refuses(
                TrafficCsv::read,
                CSV.replace("2004-03-01T00:00,", "yesterday,"),
                "input:2:1: time 'yesterday' is not an ISO 8601 time such as 2004-03-01T00:05");
        refuses(
                TrafficCsv::read,
                "",
                "input:1: the end of the file is not the header 'time,SRC>DST,...'");
    }

    @Test
    void readsTheGivenAbileneMatrices() throws IOException {
        SourceText source =
                SourceText.open(
                        GivenData.path("tm-abilene")
                                .resolve("abilene-20040301-20040310.mbps.csv.gz"));

        DemandTable table = TrafficCsv.read(source);

        assertEquals(2880, table.rowCount());
        assertEquals(144, table.pairs().size());
        assertEquals(Instant.parse("2004-03-10T23:55:00Z"), table.times().getLast());
        assertEquals(
                BuiltInTopologies.abilene().nodes().stream().map(n -> n.name()).toList(),
                TrafficCsv.nodeNames(source));
    }
}
