package io.teleon.controller.southbound;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.projectfloodlight.openflow.protocol.OFAggregateStatsReply;
import org.projectfloodlight.openflow.protocol.OFAggregateStatsRequest;
import org.projectfloodlight.openflow.protocol.OFBucketCounter;
import org.projectfloodlight.openflow.protocol.OFDescStatsReply;
import org.projectfloodlight.openflow.protocol.OFDescStatsRequest;
import org.projectfloodlight.openflow.protocol.OFFlowStatsEntry;
import org.projectfloodlight.openflow.protocol.OFFlowStatsReply;
import org.projectfloodlight.openflow.protocol.OFFlowStatsRequest;
import org.projectfloodlight.openflow.protocol.OFGroupDescStatsEntry;
import org.projectfloodlight.openflow.protocol.OFGroupDescStatsReply;
import org.projectfloodlight.openflow.protocol.OFGroupDescStatsRequest;
import org.projectfloodlight.openflow.protocol.OFGroupFeaturesStatsReply;
import org.projectfloodlight.openflow.protocol.OFGroupFeaturesStatsRequest;
import org.projectfloodlight.openflow.protocol.OFGroupStatsEntry;
import org.projectfloodlight.openflow.protocol.OFGroupStatsReply;
import org.projectfloodlight.openflow.protocol.OFGroupStatsRequest;
import org.projectfloodlight.openflow.protocol.OFMeterBandStats;
import org.projectfloodlight.openflow.protocol.OFMeterConfig;
import org.projectfloodlight.openflow.protocol.OFMeterConfigStatsReply;
import org.projectfloodlight.openflow.protocol.OFMeterConfigStatsRequest;
import org.projectfloodlight.openflow.protocol.OFMeterFeaturesStatsReply;
import org.projectfloodlight.openflow.protocol.OFMeterFeaturesStatsRequest;
import org.projectfloodlight.openflow.protocol.OFMeterStats;
import org.projectfloodlight.openflow.protocol.OFMeterStatsReply;
import org.projectfloodlight.openflow.protocol.OFMeterStatsRequest;
import org.projectfloodlight.openflow.protocol.OFPortDescStatsReply;
import org.projectfloodlight.openflow.protocol.OFPortDescStatsRequest;
import org.projectfloodlight.openflow.protocol.OFPortStatsEntry;
import org.projectfloodlight.openflow.protocol.OFPortStatsReply;
import org.projectfloodlight.openflow.protocol.OFPortStatsRequest;
import org.projectfloodlight.openflow.protocol.OFStatsReply;
import org.projectfloodlight.openflow.protocol.OFStatsReplyFlags;
import org.projectfloodlight.openflow.protocol.OFStatsRequest;
import org.projectfloodlight.openflow.protocol.OFTableStatsEntry;
import org.projectfloodlight.openflow.protocol.OFTableStatsReply;
import org.projectfloodlight.openflow.protocol.OFTableStatsRequest;

/// The library's requests for statistics and their answers, as ours.
final class MultipartDecoder {

    private MultipartDecoder() {}

    static MultipartRequest request(int xid, OFStatsRequest<?> request) {
        MultipartRequest.Body body =
                switch (request) {
                    case OFPortStatsRequest ports ->
                            new MultipartRequest.PortStatistics(Actions.port(ports.getPortNo()));
                    case OFFlowStatsRequest flows ->
                            new MultipartRequest.Flows(
                                    Actions.table(flows.getTableId()),
                                    Actions.port(flows.getOutPort()),
                                    flows.getOutGroup().getGroupNumber(),
                                    flows.getCookie().getValue(),
                                    flows.getCookieMask().getValue(),
                                    Matches.in(flows.getMatch()));
                    case OFAggregateStatsRequest flows ->
                            new MultipartRequest.Aggregate(
                                    Actions.table(flows.getTableId()),
                                    Actions.port(flows.getOutPort()),
                                    flows.getOutGroup().getGroupNumber(),
                                    flows.getCookie().getValue(),
                                    flows.getCookieMask().getValue(),
                                    Matches.in(flows.getMatch()));
                    case OFTableStatsRequest _ -> new MultipartRequest.Tables();
                    case OFDescStatsRequest _ -> new MultipartRequest.Description();
                    case OFPortDescStatsRequest _ -> new MultipartRequest.PortDescriptions();
                    case OFGroupStatsRequest groups ->
                            new MultipartRequest.GroupStatistics(
                                    groups.getGroup().getGroupNumber());
                    case OFGroupDescStatsRequest _ -> new MultipartRequest.GroupDescriptions();
                    case OFGroupFeaturesStatsRequest _ -> new MultipartRequest.GroupFeatures();
                    case OFMeterStatsRequest meters ->
                            new MultipartRequest.MeterStatistics((int) meters.getMeterId());
                    case OFMeterConfigStatsRequest meters ->
                            new MultipartRequest.MeterConfigs((int) meters.getMeterId());
                    case OFMeterFeaturesStatsRequest _ -> new MultipartRequest.MeterFeatures();
                    default ->
                            throw new Uncarried(
                                    ErrorCode.Type.BAD_REQUEST,
                                    "BAD_MULTIPART",
                                    "multipart request " + request.getStatsType());
                };
        return new MultipartRequest(xid, body);
    }

    static MultipartReply reply(int xid, OFStatsReply reply) {
        MultipartReply.Body body =
                switch (reply) {
                    case OFPortStatsReply ports ->
                            new MultipartReply.PortStatistics(
                                    all(ports.getEntries(), MultipartDecoder::counters));
                    case OFFlowStatsReply flows ->
                            new MultipartReply.Flows(
                                    all(flows.getEntries(), MultipartDecoder::flow));
                    case OFAggregateStatsReply aggregate ->
                            new MultipartReply.Aggregate(
                                    aggregate.getPacketCount().getValue(),
                                    aggregate.getByteCount().getValue(),
                                    (int) aggregate.getFlowCount());
                    case OFTableStatsReply tables ->
                            new MultipartReply.Tables(
                                    all(tables.getEntries(), MultipartDecoder::table));
                    case OFDescStatsReply description ->
                            new MultipartReply.Description(
                                    MessageDecoder.ascii(description.getMfrDesc()),
                                    MessageDecoder.ascii(description.getHwDesc()),
                                    MessageDecoder.ascii(description.getSwDesc()),
                                    MessageDecoder.ascii(description.getSerialNum()),
                                    MessageDecoder.ascii(description.getDpDesc()));
                    case OFPortDescStatsReply ports ->
                            new MultipartReply.PortDescriptions(
                                    all(ports.getEntries(), MessageDecoder::port));
                    case OFGroupStatsReply groups ->
                            new MultipartReply.GroupStatistics(
                                    all(groups.getEntries(), MultipartDecoder::group));
                    case OFGroupDescStatsReply groups ->
                            new MultipartReply.GroupDescriptions(
                                    all(groups.getEntries(), MultipartDecoder::group));
                    case OFGroupFeaturesStatsReply features -> groupFeatures(features);
                    case OFMeterStatsReply meters ->
                            new MultipartReply.MeterStatistics(
                                    all(meters.getEntries(), MultipartDecoder::meter));
                    case OFMeterConfigStatsReply meters ->
                            new MultipartReply.MeterConfigs(
                                    all(meters.getEntries(), MultipartDecoder::meter));
                    case OFMeterFeaturesStatsReply features ->
                            new MultipartReply.MeterFeatures(
                                    (int) features.getFeatures().getMaxMeter(),
                                    features.getFeatures().getMaxBands());
                    default ->
                            throw new Uncarried(
                                    ErrorCode.Type.BAD_REQUEST,
                                    "BAD_MULTIPART",
                                    "multipart reply " + reply.getStatsType());
                };
        return new MultipartReply(
                xid, reply.getFlags().contains(OFStatsReplyFlags.REPLY_MORE), body);
    }

    private static <A, B> List<B> all(List<A> entries, Function<A, B> one) {
        List<B> list = new ArrayList<>(entries.size());
        for (A entry : entries) {
            list.add(one.apply(entry));
        }
        return list;
    }

    private static MultipartReply.PortCounters counters(OFPortStatsEntry entry) {
        return new MultipartReply.PortCounters(
                Actions.port(entry.getPortNo()),
                entry.getRxPackets().getValue(),
                entry.getTxPackets().getValue(),
                entry.getRxBytes().getValue(),
                entry.getTxBytes().getValue(),
                entry.getRxDropped().getValue(),
                entry.getTxDropped().getValue(),
                entry.getRxErrors().getValue(),
                entry.getTxErrors().getValue(),
                Duration.ofSeconds(entry.getDurationSec(), entry.getDurationNsec()));
    }

    private static MultipartReply.FlowEntry flow(OFFlowStatsEntry entry) {
        return new MultipartReply.FlowEntry(
                Actions.table(entry.getTableId()),
                entry.getPriority(),
                Matches.in(entry.getMatch()),
                entry.getCookie().getValue(),
                Actions.instructionsIn(entry.getInstructions()),
                Duration.ofSeconds(entry.getDurationSec(), entry.getDurationNsec()),
                Duration.ofSeconds(entry.getIdleTimeout()),
                Duration.ofSeconds(entry.getHardTimeout()),
                MessageEncoder.FLOW_FLAGS.in(entry.getFlags()),
                entry.getPacketCount().getValue(),
                entry.getByteCount().getValue());
    }

    private static MultipartReply.TableEntry table(OFTableStatsEntry entry) {
        return new MultipartReply.TableEntry(
                Actions.table(entry.getTableId()),
                (int) entry.getActiveCount(),
                entry.getLookupCount().getValue(),
                entry.getMatchedCount().getValue());
    }

    private static MultipartReply.GroupCounters group(OFGroupStatsEntry entry) {
        return new MultipartReply.GroupCounters(
                entry.getGroup().getGroupNumber(),
                (int) entry.getRefCount(),
                entry.getPacketCount().getValue(),
                entry.getByteCount().getValue(),
                Duration.ofSeconds(entry.getDurationSec(), entry.getDurationNsec()),
                all(entry.getBucketStats(), MultipartDecoder::bucket));
    }

    private static MultipartReply.BucketCounters bucket(OFBucketCounter bucket) {
        return new MultipartReply.BucketCounters(
                bucket.getPacketCount().getValue(), bucket.getByteCount().getValue());
    }

    private static MultipartReply.GroupEntry group(OFGroupDescStatsEntry entry) {
        return new MultipartReply.GroupEntry(
                Actions.GROUP_TYPES.in(
                        entry.getGroupType(), ErrorCode.Type.GROUP_MOD_FAILED, "BAD_TYPE"),
                entry.getGroup().getGroupNumber(),
                Actions.bucketsIn(entry.getBuckets()));
    }

    private static MultipartReply.GroupFeatures groupFeatures(OFGroupFeaturesStatsReply features) {
        Set<GroupType> types = EnumSet.noneOf(GroupType.class);
        GroupType[] all = GroupType.values();
        for (int i = 0; i < all.length; i++) {
            if ((features.getTypes() & 1L << i) != 0) {
                types.add(all[i]);
            }
        }
        return new MultipartReply.GroupFeatures(
                types,
                List.of(
                        (int) features.getMaxGroupsAll(),
                        (int) features.getMaxGroupsSelect(),
                        (int) features.getMaxGroupsIndirect(),
                        (int) features.getMaxGroupsFf()));
    }

    private static MultipartReply.MeterCounters meter(OFMeterStats entry) {
        return new MultipartReply.MeterCounters(
                (int) entry.getMeterId(),
                (int) entry.getFlowCount(),
                entry.getPacketInCount().getValue(),
                entry.getByteInCount().getValue(),
                Duration.ofSeconds(entry.getDurationSec(), entry.getDurationNsec()),
                all(entry.getBandStats(), MultipartDecoder::band));
    }

    private static MultipartReply.BandCounters band(OFMeterBandStats band) {
        return new MultipartReply.BandCounters(
                band.getPacketBandCount().getValue(), band.getByteBandCount().getValue());
    }

    private static MultipartReply.MeterEntry meter(OFMeterConfig entry) {
        return new MultipartReply.MeterEntry(
                (int) entry.getMeterId(),
                MessageEncoder.METER_FLAGS.in(entry.getFlags()),
                Actions.bandsIn(entry.getEntries()));
    }
}
