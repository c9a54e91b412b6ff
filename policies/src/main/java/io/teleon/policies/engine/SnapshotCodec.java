package io.teleon.policies.engine;

import io.teleon.policies.program.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/// Snapshots as bytes: a version, the content, a checksum (CRC-32). The same snapshot gives the
/// same bytes.
///
/// What explains running actions is not kept: after a restart they are explained anew at their next
/// transition.
public final class SnapshotCodec {

    private static final int VERSION = 0x7e1e0004;

    /// Without the sources of facts; still read, so that an update forgets nothing.
    private static final int UNSOURCED = 0x7e1e0003;

    private SnapshotCodec() {}

    /// What is wrong with bytes that are no snapshot of this program.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    public static byte[] write(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            new SnapshotWriter(out).snapshot(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] content = bytes.toByteArray();
        byte[] whole = Arrays.copyOf(content, content.length + Integer.BYTES);
        ByteBuffer.wrap(whole).putInt(content.length, checksum(content, content.length));
        return whole;
    }

    /// @throws Unreadable when they are damaged, of another version, or hold a task that the
    ///   program does not have; nothing has happened then
    public static Snapshot read(byte[] bytes, Program program) throws Unreadable {
        int length = bytes.length - Integer.BYTES;
        if (length < Integer.BYTES) {
            throw new Unreadable("%d bytes are no snapshot".formatted(bytes.length));
        }
        if (ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
            throw new Unreadable("the snapshot is damaged: its checksum does not fit");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            int version = in.readInt();
            if (version != VERSION && version != UNSOURCED) {
                throw new Unreadable(
                        "a snapshot of version %08x, expected %08x".formatted(version, VERSION));
            }
            Snapshot snapshot = new SnapshotReader(in, program, version == VERSION).snapshot();
            if (in.available() > 0) {
                throw new Unreadable(in.available() + " bytes behind the snapshot");
            }
            return snapshot;
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable("the snapshot cannot be read: " + e.getMessage());
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
