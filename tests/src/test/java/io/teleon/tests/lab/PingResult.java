package io.teleon.tests.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What became of a row of pings.
///
/// @param transmitted how many were sent
/// @param lost sequence numbers, from 1, without an answer, ascending
/// @param interval the time between two pings
public record PingResult(int transmitted, List<Integer> lost, Duration interval) {

    private static final Pattern ANSWER = Pattern.compile("icmp_seq=(\\d+) ttl=");
    private static final Pattern SUMMARY =
            Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

    public PingResult {
        lost = List.copyOf(lost);
        if (lost.size() > transmitted) {
            throw new IllegalArgumentException(lost.size() + " lost of " + transmitted);
        }
    }

    /// Reads the output of iputils' `ping`.
    static PingResult parse(String output, Duration interval) {
        Matcher summary = SUMMARY.matcher(output);
        if (!summary.find()) {
            throw new IllegalArgumentException("not the output of ping:\n" + output);
        }
        int transmitted = Integer.parseInt(summary.group(1));
        NavigableSet<Integer> answered = new TreeSet<>();
        Matcher answer = ANSWER.matcher(output);
        while (answer.find()) {
            answered.add(Integer.parseInt(answer.group(1)));
        }
        List<Integer> lost = new ArrayList<>();
        for (int sequence = 1; sequence <= transmitted; sequence++) {
            if (!answered.contains(sequence)) {
                lost.add(sequence);
            }
        }
        return new PingResult(transmitted, lost, interval);
    }

    public int received() {
        return transmitted - lost.size();
    }

    /// The longest unbroken row of lost pings, as time: how long the network was away, to within
    /// one interval.
    public Duration longestOutage() {
        int longest = 0;
        int run = 0;
        int previous = -1;
        for (int sequence : lost) {
            run = sequence == previous + 1 ? run + 1 : 1;
            longest = Math.max(longest, run);
            previous = sequence;
        }
        return interval.multipliedBy(longest);
    }
}
