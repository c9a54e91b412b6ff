package io.teleon.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.dissect.OpenFlowDissector;
import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.controller.southbound.MessageType;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon openflow decode`: raw OpenFlow 1.3 bytes to one JSON object a message.
@Command(
        name = "decode",
        description = {
            "Print OpenFlow 1.3 messages as JSON, one object a line, by the names of the standard.",
            "Enumerations show by name, bitmaps and identifiers as numbers, opaque data in hex. The inner type of an error, a"
                    + " group-mod or a multipart message is error_type, group_type or multipart_type."
        },
        mixinStandardHelpOptions = true)
public final class OpenFlowDecodeCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final int LENGTH_AT = 2;
    private static final int LAST_VERSION = 6;

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Raw bytes of one or more messages, one after the other; - for standard input.")
    private List<String> files = List.of();

    /// What stops the decoding of a file, and where.
    private static final class Stopped extends Exception {

        private static final long serialVersionUID = 1;

        Stopped(String file, long offset, String what) {
            super(file + ": byte " + offset + ": " + what);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean failed = false;
        for (String file : files) {
            try (InputStream in = open(file)) {
                decode(file, in, out);
            } catch (Stopped e) {
                out.flush();
                failed = true;
                complain(String.valueOf(e.getMessage()));
            } catch (NoSuchFileException | FileNotFoundException e) {
                failed = true;
                complain(file + ": no such file");
            } catch (IOException e) {
                failed = true;
                complain(file + ": cannot be read: " + e.getMessage());
            }
        }
        out.flush();
        return failed ? 1 : 0;
    }

    private void complain(String line) {
        spec.commandLine().getErr().println("teleon: " + line);
        spec.commandLine().getErr().flush();
    }

    private static InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT)
                ? System.in
                : new BufferedInputStream(Files.newInputStream(Path.of(file)));
    }

    private void decode(String file, InputStream in, PrintWriter out) throws IOException, Stopped {
        String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
        long offset = 0;
        while (true) {
            byte[] header = in.readNBytes(MessageType.HEADER_LENGTH);
            if (header.length == 0) {
                if (offset == 0) {
                    throw new Stopped(name, 0, "is empty, an OpenFlow message was expected");
                }
                return;
            }
            if (header.length < MessageType.HEADER_LENGTH) {
                throw new Stopped(
                        name,
                        offset,
                        "truncated: " + header.length + " bytes left, a header has 8");
            }
            if (header[0] < 1 || header[0] > LAST_VERSION) {
                throw new Stopped(
                        name,
                        offset,
                        "version "
                                + (header[0] & 0xff)
                                + " in the header; this is no OpenFlow message");
            }
            int length = (header[LENGTH_AT] & 0xff) << 8 | (header[LENGTH_AT + 1] & 0xff);
            if (length < MessageType.HEADER_LENGTH) {
                throw new Stopped(
                        name,
                        offset + LENGTH_AT,
                        "length "
                                + length
                                + " in the header, which itself has 8 bytes; this is no OpenFlow message");
            }
            byte[] message = Arrays.copyOf(header, length);
            int read =
                    in.readNBytes(message, header.length, length - header.length) + header.length;
            try {
                if (read < length) {
                    throw new Stopped(
                            name,
                            offset,
                            "truncated: the message has "
                                    + length
                                    + " bytes by its header, "
                                    + read
                                    + " are there");
                }
                out.println(json.writeValueAsString(OpenFlowDissector.dissect(message)));
            } catch (MalformedMessage e) {
                throw new Stopped(name, offset + e.offset(), e.what());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("a tree of maps and numbers is JSON", e);
            }
            offset += length;
        }
    }
}
