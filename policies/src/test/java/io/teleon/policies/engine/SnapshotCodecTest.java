package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Source;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Bytes that are no snapshot are refused whole. That a snapshot is transparent is asked after each
/// epoch of every other test here, see [Stage].
class SnapshotCodecTest {

    private static final String BODY =
            """
            percept load(link): ratio fresh 1 h
            action shed(L: link) durative { risk low }
            proc p(L: link) {
              hot:  load(L) > 80% for at least 1s ~> shed(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    /// [#BODY] with `load(l1) = 90%`, as it was written before facts had sources.
    private static final String UNSOURCED =
            "fh4AAwAAAAEAAAABcAAAAARsb2FkAAAAAWUAAAAEbGluawAAAAJsMXE/7MzMzMzMzQAGR0hGIEAA"
                    + "f/////////8AAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAABAAAAAWUAAAAEbGluawAAAAJsMQAA"
                    + "AARUUlVFAAZHSEYgQAAAAAAAAAAAAAAAAQAAAAFwAAAAAXQAAAABZQAAAARsaW5rAAAAAmwxAAAA"
                    + "AXAAAAABcAAAAAFlAAAABGxpbmsAAAACbDEAAAADaG90AAAAAAAAAAAAAAAAAQAAAAABAAAAAXAA"
                    + "AAABdAAAAAFlAAAABGxpbmsAAAACbDEABkdIRiBAAEBJAAAAAAAAAAAAAAAAAAAAAAABcAAAAAFw"
                    + "AAAAAWUAAAAEbGluawAAAAJsMQAGR0hGIEAAAQAAAANob3QAAAAAAAZHSEYvgkAAAAAAAAAAAQAA"
                    + "AAAFZ3VhcmQAAAAAAAAABkdIRi+CQAAAAAAAAAABAAAAAAAAAAAAAAABAAAAAVQAAAAAAAAAAAAA"
                    + "AAEAAAABcAAAAARzaGVkAAAAAWUAAAAEbGluawAAAAJsMQAAAAAAAAABAAAAAWUAAAAEbGluawAA"
                    + "AAJsMQAAAAFwAAAAAXQAAAABZQAAAARsaW5rAAAAAmwxAAAAAXAAAAABdAAAAAFlAAAABGxpbmsA"
                    + "AAACbDEAAAABcAAAAAFwAAAAAWUAAAAEbGluawAAAAJsMQAAAANob3QAAAAAAAAAAQAAAAAAAAAB"
                    + "AAAACFNUQVJUSU5HAAAABFJFQUwAAAAAAAZHSEYvgkAAAAZHSEYvgkAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAFwAAAAAXQAAAABZQAAAARsaW5rAAAAAmwxAAAAAQAAAAFwAAAAAXAAAAABZQAAAARsaW5rAAAA"
                    + "AmwxAAAAA2hvdAAAAAAAAAABAAAAH2xvYWQobDEpID4gODAlIGZvciBhdCBsZWFzdCAxIHMAVAAA"
                    + "AAEAAAAIbG9hZChsMSkAAAADOTAlAAAAAAAAA+gAAAAAAAAAAQAAAAIAAAANYXV0b25vbXkgYXV0"
                    + "bwAAAA5yZXNvdXJjZXMgaGVsZAAAAAEAAAABcAAAAARzaGVkAAAAAWUAAAAEbGluawAAAAJsMQAA"
                    + "AAAAAAABAAAAAAAAAAEABkdIRi+CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAG"
                    + "R0hGL4JAFrD3lQ==";

    private static Program program(String body) {
        return Linker.link(
                        List.of(new Source("p.tr", "policy p \"1\" mode enforce\n" + body)),
                        _ -> Optional.empty())
                .program()
                .orElseThrow();
    }

    private static byte[] bytes() {
        Stage stage = Stage.of(BODY);
        stage.set("load(l1) = 90%").until(5);
        return SnapshotCodec.write(stage.engine().snapshot());
    }

    @Test
    void everyDamagedByteIsNoticed() {
        byte[] bytes = bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            assertThrows(
                    SnapshotCodec.Unreadable.class,
                    () -> SnapshotCodec.read(damaged, program(BODY)));
        }
    }

    @Test
    void everyShorterFileIsRefused() {
        byte[] bytes = bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(
                    SnapshotCodec.Unreadable.class, () -> SnapshotCodec.read(cut, program(BODY)));
        }
    }

    @Test
    void whatAnEarlierVersionLeftIsStillRead() throws SnapshotCodec.Unreadable {
        byte[] old = Base64.getDecoder().decode(UNSOURCED);
        assertArrayEquals(bytes(), SnapshotCodec.write(SnapshotCodec.read(old, program(BODY))));
    }

    @Test
    void aSnapshotOfAnotherProgramSaysWhichTaskIsMissing() {
        SnapshotCodec.Unreadable unreadable =
                assertThrows(
                        SnapshotCodec.Unreadable.class,
                        () ->
                                SnapshotCodec.read(
                                        bytes(), program(BODY.replace("task t", "task u"))));
        assertEquals(
                "the snapshot cannot be read: the program has no task p.t",
                unreadable.getMessage());
        assertTrue(bytes().length < 2048, "a task of one frame takes " + bytes().length + " bytes");
    }
}
