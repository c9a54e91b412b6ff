package io.teleon.controller.dissect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.controller.southbound.MessageType;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpenFlowDissectorTest {

    private static String json(String hex) throws MalformedMessage, JsonProcessingException {
        Map<String, Object> tree = OpenFlowDissector.dissect(Octets.parse(hex).toArray());
        return new ObjectMapper()
                .writeValueAsString(tree)
                .replaceAll("^\\{\"version\":4,|\"length\":\\d+,\"xid\":7,?", "");
    }

    @Test
    void showsAFlowModByTheNamesOfTheStandard() throws Exception {
        assertEquals(
                "\"type\":\"OFPT_FLOW_MOD\",\"cookie\":18446744073709551615,\"cookie_mask\":0,\"table_id\":2,"
                        + "\"command\":\"OFPFC_ADD\",\"idle_timeout\":0,\"hard_timeout\":5,\"priority\":4660,"
                        + "\"buffer_id\":4294967295,\"out_port\":4294967295,\"out_group\":4294967295,\"flags\":1,"
                        + "\"match\":{\"type\":\"OFPMT_OXM\",\"length\":24,\"oxm_fields\":["
                        + "{\"oxm_class\":\"OFPXMC_OPENFLOW_BASIC\",\"oxm_field\":\"OFPXMT_OFB_IN_PORT\",\"value\":7},"
                        + "{\"oxm_class\":\"OFPXMC_OPENFLOW_BASIC\",\"oxm_field\":\"OFPXMT_OFB_IPV4_DST\","
                        + "\"value\":\"10.0.0.0\",\"mask\":\"255.0.0.0\"}]},"
                        + "\"instructions\":[{\"type\":\"OFPIT_GOTO_TABLE\",\"len\":8,\"table_id\":3}]}",
                json(
                        "040e0050"
                                + "00000007"
                                + "ffffffffffffffff"
                                + "0000000000000000"
                                + "02"
                                + "00"
                                + "0000"
                                + "0005"
                                + "1234"
                                + "ffffffff"
                                + "ffffffff"
                                + "ffffffff"
                                + "0001"
                                + "0000"
                                + "00010018"
                                + "80000004"
                                + "00000007"
                                + "80001908"
                                + "0a000000"
                                + "ff000000"
                                + "0001"
                                + "0008"
                                + "03"
                                + "000000"));
    }

    /// The kinds of which there is no example among the given messages.
    @Test
    void showsEveryOtherKindOfMessage() throws Exception {
        assertEquals(
                "\"type\":\"OFPT_EXPERIMENTER\",\"experimenter\":8992,\"exp_type\":1,\"data\":\"abcd\"}",
                json("04040012" + "00000007" + "00002320" + "00000001" + "abcd"));
        assertEquals(
                "\"type\":\"OFPT_ERROR\",\"error_type\":\"OFPET_EXPERIMENTER\",\"exp_type\":3,\"experimenter\":8992,\"data\":\"\"}",
                json("04010010" + "00000007" + "ffff" + "0003" + "00002320"));
        assertEquals(
                "\"type\":\"OFPT_GROUP_MOD\",\"command\":\"OFPGC_ADD\",\"group_type\":\"OFPGT_FF\",\"group_id\":1,\"buckets\":["
                        + "{\"len\":16,\"weight\":0,\"watch_port\":2,\"watch_group\":4294967295,\"actions\":[]}]}",
                json(
                        "040f0020"
                                + "00000007"
                                + "0000"
                                + "03"
                                + "00"
                                + "00000001"
                                + "0010"
                                + "0000"
                                + "00000002"
                                + "ffffffff"
                                + "00000000"));
        assertEquals(
                "\"type\":\"OFPT_QUEUE_GET_CONFIG_REPLY\",\"port\":1,\"queues\":[{\"queue_id\":2,\"port\":1,\"len\":48,\"properties\":["
                        + "{\"property\":\"OFPQT_MIN_RATE\",\"len\":16,\"rate\":500},"
                        + "{\"property\":\"OFPQT_EXPERIMENTER\",\"len\":16,\"experimenter\":5,\"data\":\"\"}]}]}",
                json(
                        "04170040"
                                + "00000007"
                                + "00000001"
                                + "00000000"
                                + "00000002"
                                + "00000001"
                                + "0030"
                                + "000000000000"
                                + "0001"
                                + "0010"
                                + "00000000"
                                + "01f4"
                                + "000000000000"
                                + "ffff"
                                + "0010"
                                + "00000000"
                                + "00000005"
                                + "00000000"));
        assertEquals("\"type\":\"OFPT_GET_ASYNC_REQUEST\",}", json("041a0008" + "00000007"));
        assertEquals(
                "\"type\":\"OFPT_SET_ASYNC\",\"packet_in_mask\":[1,2],\"port_status_mask\":[3,4],\"flow_removed_mask\":[5,6]}",
                json(
                        "041c0020"
                                + "00000007"
                                + "00000001"
                                + "00000002"
                                + "00000003"
                                + "00000004"
                                + "00000005"
                                + "00000006"));
        assertEquals(
                "\"type\":\"OFPT_ROLE_REPLY\",\"role\":\"OFPCR_ROLE_SLAVE\",\"generation_id\":9}",
                json("04190018" + "00000007" + "00000003" + "00000000" + "0000000000000009"));
        assertEquals("\"type\":99,\"data\":\"01\"}", json("04630009" + "00000007" + "01"));
    }

    @Test
    void showsEveryOtherKindOfStatistics() throws Exception {
        assertEquals(
                "\"type\":\"OFPT_MULTIPART_REPLY\",\"multipart_type\":\"OFPMP_QUEUE\",\"flags\":1,\"body\":["
                        + "{\"port_no\":1,\"queue_id\":2,\"tx_bytes\":3,\"tx_packets\":4,\"tx_errors\":5,\"duration_sec\":6,\"duration_nsec\":7}]}",
                json(
                        "04130038"
                                + "00000007"
                                + "0005"
                                + "0001"
                                + "00000000"
                                + "00000001"
                                + "00000002"
                                + "0000000000000003"
                                + "0000000000000004"
                                + "0000000000000005"
                                + "00000006"
                                + "00000007"));
        assertEquals(
                "\"type\":\"OFPT_MULTIPART_REPLY\",\"multipart_type\":\"OFPMP_GROUP_DESC\",\"flags\":0,\"body\":["
                        + "{\"length\":8,\"type\":\"OFPGT_SELECT\",\"group_id\":1,\"buckets\":[]}]}",
                json(
                        "04130018"
                                + "00000007"
                                + "0007"
                                + "0000"
                                + "00000000"
                                + "0008"
                                + "01"
                                + "00"
                                + "00000001"));
        assertEquals(
                "\"type\":\"OFPT_MULTIPART_REPLY\",\"multipart_type\":\"OFPMP_METER\",\"flags\":0,\"body\":["
                        + "{\"meter_id\":1,\"len\":56,\"flow_count\":2,\"packet_in_count\":3,\"byte_in_count\":4,\"duration_sec\":5,"
                        + "\"duration_nsec\":6,\"band_stats\":[{\"packet_band_count\":7,\"byte_band_count\":8}]}]}",
                json(
                        "04130048"
                                + "00000007"
                                + "0009"
                                + "0000"
                                + "00000000"
                                + "00000001"
                                + "0038"
                                + "000000000000"
                                + "00000002"
                                + "0000000000000003"
                                + "0000000000000004"
                                + "00000005"
                                + "00000006"
                                + "0000000000000007"
                                + "0000000000000008"));
        assertEquals(
                "\"type\":\"OFPT_MULTIPART_REPLY\",\"multipart_type\":\"OFPMP_METER_FEATURES\",\"flags\":0,\"body\":"
                        + "{\"max_meter\":1,\"band_types\":2,\"capabilities\":3,\"max_bands\":4,\"max_color\":5}}",
                json(
                        "04130020"
                                + "00000007"
                                + "000b"
                                + "0000"
                                + "00000000"
                                + "00000001"
                                + "00000002"
                                + "00000003"
                                + "04"
                                + "05"
                                + "0000"));
        assertEquals(
                "\"type\":\"OFPT_MULTIPART_REPLY\",\"multipart_type\":\"OFPMP_DESC\",\"flags\":0,\"body\":{\"mfr_desc\":\"A\","
                        + "\"hw_desc\":\"\",\"sw_desc\":\"\",\"serial_num\":\"\",\"dp_desc\":\"\"}}",
                json(
                        "04130430"
                                + "00000007"
                                + "0000"
                                + "0000"
                                + "00000000"
                                + "41"
                                + "00".repeat(1055)));
        assertEquals(
                "\"type\":\"OFPT_MULTIPART_REPLY\",\"multipart_type\":\"OFPMP_FLOW\",\"flags\":0,\"body\":["
                        + "{\"length\":56,\"table_id\":1,\"duration_sec\":2,\"duration_nsec\":3,\"priority\":4,\"idle_timeout\":5,"
                        + "\"hard_timeout\":6,\"flags\":7,\"cookie\":8,\"packet_count\":9,\"byte_count\":10,"
                        + "\"match\":{\"type\":\"OFPMT_OXM\",\"length\":4,\"oxm_fields\":[]},\"instructions\":[]}]}",
                json(
                        "04130048"
                                + "00000007"
                                + "0001"
                                + "0000"
                                + "00000000"
                                + "0038"
                                + "01"
                                + "00"
                                + "00000002"
                                + "00000003"
                                + "0004"
                                + "0005"
                                + "0006"
                                + "0007"
                                + "00000000"
                                + "0000000000000008"
                                + "0000000000000009"
                                + "000000000000000a"
                                + "00010004"
                                + "00000000"));
    }

    @Test
    void saysWhereAMessageContradictsItself() {
        MalformedMessage e =
                assertThrows(
                        MalformedMessage.class,
                        () ->
                                json(
                                        "040d0020"
                                                + "00000007"
                                                + "ffffffff"
                                                + "00000001"
                                                + "0010"
                                                + "000000000000"
                                                + "0000"
                                                + "0010"
                                                + "00000001"));

        assertEquals("byte 24: message: 16 bytes needed, 8 left", e.getMessage());
        assertThrows(MalformedMessage.class, () -> json("01050008" + "00000007"), "OpenFlow 1.0");
    }

    @Property(tries = 3000)
    void anyBytesAreATreeOrMalformed(@ForAll byte[] tail, @ForAll byte type)
            throws JsonProcessingException {
        byte[] bytes = new byte[MessageType.HEADER_LENGTH + tail.length];
        System.arraycopy(tail, 0, bytes, MessageType.HEADER_LENGTH, tail.length);
        bytes[0] = 4;
        bytes[1] = (byte) (type & 31);
        bytes[2] = (byte) (bytes.length >>> 8);
        bytes[3] = (byte) bytes.length;
        try {
            assertTrue(
                    new ObjectMapper()
                            .writeValueAsString(OpenFlowDissector.dissect(bytes))
                            .startsWith("{\"version\":4,"));
        } catch (MalformedMessage e) {
            assertTrue(e.offset() >= 0 && e.offset() <= bytes.length, e.toString());
        }
    }
}
