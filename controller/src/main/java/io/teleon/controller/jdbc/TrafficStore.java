package io.teleon.controller.jdbc;

import io.teleon.controller.telemetry.PastTraffic;
import io.teleon.controller.telemetry.TrafficHistory.Bin;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was measured of the traffic between nodes, in an H2 file of its own: so that forecasts need
/// not begin anew after a restart. It is no decision, so it may be lost: no failure here stops the
/// controller.
///
/// A bin is written every five minutes, in one transaction, by a thread of its own. Bounded: 14
/// days, and [#MOST_RATES] rates (132 pairs for 14 days, 1000 pairs for three and a half), of which
/// the oldest bins go; at most [#WAITING] bins wait to be written, further ones are given up.
public final class TrafficStore implements Consumer<Bin>, AutoCloseable {

    static final int MOST_RATES = 1_000_000;

    private static final int WAITING = 8;
    private static final long STOP_SECONDS = 5;
    private static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    private static final Logger LOG = LoggerFactory.getLogger(TrafficStore.class);

    private final Path file;
    private final Connection connection;
    private final TrafficTable table;
    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("traffic-store").factory());
    private Optional<PastTraffic> past;

    private TrafficStore(Path file, Connection connection, int mostRates) throws SQLException {
        this.file = file;
        this.connection = connection;
        connection.setAutoCommit(false);
        this.table = new TrafficTable(connection, mostRates);
        PastTraffic read = table.read();
        this.past = read.isEmpty() ? Optional.empty() : Optional.of(read);
        connection.commit();
    }

    /// Opens it, or starts an empty one. Where that is not possible a warning says why, and
    /// everything goes on without it.
    ///
    /// @param file without H2's own ending `.mv.db`; its folder is created where it is missing
    public static Optional<TrafficStore> open(Path file) {
        return open(file, MOST_RATES);
    }

    static Optional<TrafficStore> open(Path file, int mostRates) {
        Path absolute = file.toAbsolutePath().normalize();
        String url = "jdbc:h2:file:" + absolute + OPTIONS;
        try {
            Connection connection = DriverManager.getConnection(url, "sa", "");
            try {
                Flyway.configure()
                        .dataSource(url, "sa", "")
                        .locations("classpath:io/teleon/controller/traffic")
                        .load()
                        .migrate();
                return Optional.of(new TrafficStore(absolute, connection, mostRates));
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            LOG.atWarn()
                    .addArgument(absolute)
                    .addArgument(firstLine(e))
                    .log(
                            "the measured traffic in {}.mv.db cannot be read: {}; forecasts begin"
                                    + " anew and nothing is kept for the next start. Move the file"
                                    + " away to begin a new one");
            return Optional.empty();
        }
    }

    /// What an earlier life measured, given out once: it is large.
    public Optional<PastTraffic> takePast() {
        Optional<PastTraffic> taken = past;
        past = Optional.empty();
        return taken;
    }

    /// Has a bin written. Returns at once.
    @Override
    public void accept(Bin bin) {
        try {
            writer.execute(() -> write(bin));
        } catch (RejectedExecutionException e) {
            LOG.atWarn()
                    .addArgument(bin.end())
                    .log("the measured traffic until {} is not kept: too much waits to be written");
        }
    }

    /// Writes a bin at once; by one thread at a time.
    public void write(Bin bin) {
        try {
            table.add(bin);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            LOG.atWarn()
                    .addArgument(bin.end())
                    .addArgument(file)
                    .addArgument(firstLine(e))
                    .log("the measured traffic until {} cannot be written to {}.mv.db: {}");
            rollBack();
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("nothing to roll back");
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.atWarn().addArgument(file).log("{}.mv.db is closed before all was written");
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.atWarn().addArgument(file).addArgument(firstLine(e)).log("{}.mv.db: {}");
        }
    }
}
