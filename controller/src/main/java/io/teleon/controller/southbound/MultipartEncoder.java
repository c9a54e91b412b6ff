package io.teleon.controller.southbound;

import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.projectfloodlight.openflow.protocol.OFBucketCounter;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFFactory;
import org.projectfloodlight.openflow.protocol.OFFlowStatsEntry;
import org.projectfloodlight.openflow.protocol.OFGroupDescStatsEntry;
import org.projectfloodlight.openflow.protocol.OFGroupStatsEntry;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFMeterBandStats;
import org.projectfloodlight.openflow.protocol.OFMeterConfig;
import org.projectfloodlight.openflow.protocol.OFMeterStats;
import org.projectfloodlight.openflow.protocol.OFPortStatsEntry;
import org.projectfloodlight.openflow.protocol.OFStatsReply;
import org.projectfloodlight.openflow.protocol.OFStatsReplyFlags;
import org.projectfloodlight.openflow.protocol.OFStatsRequest;
import org.projectfloodlight.openflow.protocol.OFTableStatsEntry;
import org.projectfloodlight.openflow.protocol.OFVersion;
import org.projectfloodlight.openflow.types.OFGroup;
import org.projectfloodlight.openflow.types.U64;

/// Our requests for statistics and their answers, as the library's.
final class MultipartEncoder {

    private static final OFFactory FACTORY = OFFactories.getFactory(OFVersion.OF_13);
    private static final Set<OFStatsReplyFlags> LAST = EnumSet.noneOf(OFStatsReplyFlags.class);
    private static final Set<OFStatsReplyFlags> MORE = EnumSet.of(OFStatsReplyFlags.REPLY_MORE);

    private MultipartEncoder() {}

    static OFMessage request(MultipartRequest request) {
        OFStatsRequest.Builder<?> builder =
                switch (request.body()) {
                    case MultipartRequest.Description() -> FACTORY.buildDescStatsRequest();
                    case MultipartRequest.Flows flows ->
                            FACTORY.buildFlowStatsRequest()
                                    .setTableId(Actions.table(flows.table()))
                                    .setOutPort(Actions.port(flows.outPort()))
                                    .setOutGroup(OFGroup.of(flows.outGroup()))
                                    .setCookie(U64.of(flows.cookie()))
                                    .setCookieMask(U64.of(flows.cookieMask()))
                                    .setMatch(Matches.out(flows.match()));
                    case MultipartRequest.Aggregate flows ->
                            FACTORY.buildAggregateStatsRequest()
                                    .setTableId(Actions.table(flows.table()))
                                    .setOutPort(Actions.port(flows.outPort()))
                                    .setOutGroup(OFGroup.of(flows.outGroup()))
                                    .setCookie(U64.of(flows.cookie()))
                                    .setCookieMask(U64.of(flows.cookieMask()))
                                    .setMatch(Matches.out(flows.match()));
                    case MultipartRequest.Tables() -> FACTORY.buildTableStatsRequest();
                    case MultipartRequest.PortStatistics(var port) ->
                            FACTORY.buildPortStatsRequest().setPortNo(Actions.port(port));
                    case MultipartRequest.PortDescriptions() -> FACTORY.buildPortDescStatsRequest();
                    case MultipartRequest.GroupStatistics(int group) ->
                            FACTORY.buildGroupStatsRequest().setGroup(OFGroup.of(group));
                    case MultipartRequest.GroupDescriptions() ->
                            FACTORY.buildGroupDescStatsRequest();
                    case MultipartRequest.GroupFeatures() ->
                            FACTORY.buildGroupFeaturesStatsRequest();
                    case MultipartRequest.MeterStatistics(int meter) ->
                            FACTORY.buildMeterStatsRequest()
                                    .setMeterId(Integer.toUnsignedLong(meter));
                    case MultipartRequest.MeterConfigs(int meter) ->
                            FACTORY.buildMeterConfigStatsRequest()
                                    .setMeterId(Integer.toUnsignedLong(meter));
                    case MultipartRequest.MeterFeatures() ->
                            FACTORY.buildMeterFeaturesStatsRequest();
                };
        return builder.setXid(Integer.toUnsignedLong(request.xid())).build();
    }

    static OFMessage reply(MultipartReply reply) {
        OFStatsReply.Builder builder =
                switch (reply.body()) {
                    case MultipartReply.Description description ->
                            FACTORY.buildDescStatsReply()
                                    .setMfrDesc(description.manufacturer())
                                    .setHwDesc(description.hardware())
                                    .setSwDesc(description.software())
                                    .setSerialNum(description.serialNumber())
                                    .setDpDesc(description.datapath());
                    case MultipartReply.Flows(var entries) ->
                            FACTORY.buildFlowStatsReply()
                                    .setEntries(all(entries, MultipartEncoder::flow));
                    case MultipartReply.Aggregate(long packets, long bytes, int flows) ->
                            FACTORY.buildAggregateStatsReply()
                                    .setPacketCount(U64.of(packets))
                                    .setByteCount(U64.of(bytes))
                                    .setFlowCount(Integer.toUnsignedLong(flows));
                    case MultipartReply.Tables(var entries) ->
                            FACTORY.buildTableStatsReply()
                                    .setEntries(all(entries, MultipartEncoder::table));
                    case MultipartReply.PortStatistics(var entries) ->
                            FACTORY.buildPortStatsReply()
                                    .setEntries(all(entries, MultipartEncoder::counters));
                    case MultipartReply.PortDescriptions(var entries) ->
                            FACTORY.buildPortDescStatsReply()
                                    .setEntries(all(entries, MessageEncoder::port));
                    case MultipartReply.GroupStatistics(var entries) ->
                            FACTORY.buildGroupStatsReply()
                                    .setEntries(all(entries, MultipartEncoder::group));
                    case MultipartReply.GroupDescriptions(var entries) ->
                            FACTORY.buildGroupDescStatsReply()
                                    .setEntries(all(entries, MultipartEncoder::group));
                    case MultipartReply.GroupFeatures features -> groupFeatures(features);
                    case MultipartReply.MeterStatistics(var entries) ->
                            FACTORY.buildMeterStatsReply()
                                    .setEntries(all(entries, MultipartEncoder::meter));
                    case MultipartReply.MeterConfigs(var entries) ->
                            FACTORY.buildMeterConfigStatsReply()
                                    .setEntries(all(entries, MultipartEncoder::meter));
                    case MultipartReply.MeterFeatures(int maxMeters, int maxBands) ->
                            FACTORY.buildMeterFeaturesStatsReply()
                                    .setFeatures(
                                            FACTORY.buildMeterFeatures()
                                                    .setMaxMeter(Integer.toUnsignedLong(maxMeters))
                                                    .setMaxBands((short) maxBands)
                                                    .build());
                };
        return builder.setXid(Integer.toUnsignedLong(reply.xid()))
                .setFlags(reply.more() ? MORE : LAST)
                .build();
    }

    private static <A, B> List<B> all(List<A> entries, Function<A, B> one) {
        List<B> list = new ArrayList<>(entries.size());
        for (A entry : entries) {
            list.add(one.apply(entry));
        }
        return list;
    }

    private static OFFlowStatsEntry flow(MultipartReply.FlowEntry entry) {
        return FACTORY.buildFlowStatsEntry()
                .setTableId(Actions.table(entry.table()))
                .setPriority(entry.priority())
                .setMatch(Matches.out(entry.match()))
                .setCookie(U64.of(entry.cookie()))
                .setInstructions(Actions.instructionsOut(entry.instructions()))
                .setDurationSec(entry.duration().toSeconds())
                .setDurationNsec(entry.duration().toNanosPart())
                .setIdleTimeout(MessageEncoder.seconds(entry.idleTimeout()))
                .setHardTimeout(MessageEncoder.seconds(entry.hardTimeout()))
                .setFlags(MessageEncoder.FLOW_FLAGS.out(entry.flags()))
                .setPacketCount(U64.of(entry.packets()))
                .setByteCount(U64.of(entry.bytes()))
                .build();
    }

    private static OFTableStatsEntry table(MultipartReply.TableEntry entry) {
        return FACTORY.buildTableStatsEntry()
                .setTableId(Actions.table(entry.table()))
                .setActiveCount(Integer.toUnsignedLong(entry.active()))
                .setLookupCount(U64.of(entry.lookups()))
                .setMatchedCount(U64.of(entry.matched()))
                .build();
    }

    private static OFPortStatsEntry counters(MultipartReply.PortCounters entry) {
        return FACTORY.buildPortStatsEntry()
                .setPortNo(Actions.port(entry.port()))
                .setRxPackets(U64.of(entry.receivedPackets()))
                .setTxPackets(U64.of(entry.sentPackets()))
                .setRxBytes(U64.of(entry.receivedBytes()))
                .setTxBytes(U64.of(entry.sentBytes()))
                .setRxDropped(U64.of(entry.receiveDropped()))
                .setTxDropped(U64.of(entry.sendDropped()))
                .setRxErrors(U64.of(entry.receiveErrors()))
                .setTxErrors(U64.of(entry.sendErrors()))
                // What these values do not carry is not counted: all ones, by section 7.3.5.6.
                .setRxFrameErr(U64.NO_MASK)
                .setRxOverErr(U64.NO_MASK)
                .setRxCrcErr(U64.NO_MASK)
                .setCollisions(U64.NO_MASK)
                .setDurationSec(entry.duration().toSeconds())
                .setDurationNsec(entry.duration().toNanosPart())
                .build();
    }

    private static OFGroupStatsEntry group(MultipartReply.GroupCounters entry) {
        return FACTORY.buildGroupStatsEntry()
                .setGroup(OFGroup.of(entry.groupId()))
                .setRefCount(Integer.toUnsignedLong(entry.references()))
                .setPacketCount(U64.of(entry.packets()))
                .setByteCount(U64.of(entry.bytes()))
                .setDurationSec(entry.duration().toSeconds())
                .setDurationNsec(entry.duration().toNanosPart())
                .setBucketStats(all(entry.buckets(), MultipartEncoder::bucket))
                .build();
    }

    private static OFBucketCounter bucket(MultipartReply.BucketCounters bucket) {
        return FACTORY.buildBucketCounter()
                .setPacketCount(U64.of(bucket.packets()))
                .setByteCount(U64.of(bucket.bytes()))
                .build();
    }

    private static OFGroupDescStatsEntry group(MultipartReply.GroupEntry entry) {
        return FACTORY.buildGroupDescStatsEntry()
                .setGroupType(Actions.GROUP_TYPES.out(entry.type()))
                .setGroup(OFGroup.of(entry.groupId()))
                .setBuckets(Actions.bucketsOut(entry.buckets()))
                .build();
    }

    private static OFStatsReply.Builder groupFeatures(MultipartReply.GroupFeatures features) {
        long types = 0;
        GroupType[] all = GroupType.values();
        for (int i = 0; i < all.length; i++) {
            types |= features.types().contains(all[i]) ? 1L << i : 0;
        }
        return FACTORY.buildGroupFeaturesStatsReply()
                .setTypes(types)
                .setCapabilities(Set.of())
                .setMaxGroupsAll(Integer.toUnsignedLong(features.maxGroups().get(0)))
                .setMaxGroupsSelect(Integer.toUnsignedLong(features.maxGroups().get(1)))
                .setMaxGroupsIndirect(Integer.toUnsignedLong(features.maxGroups().get(2)))
                .setMaxGroupsFf(Integer.toUnsignedLong(features.maxGroups().get(3)));
    }

    private static OFMeterStats meter(MultipartReply.MeterCounters entry) {
        return FACTORY.buildMeterStats()
                .setMeterId(Integer.toUnsignedLong(entry.meterId()))
                .setFlowCount(Integer.toUnsignedLong(entry.flows()))
                .setPacketInCount(U64.of(entry.packets()))
                .setByteInCount(U64.of(entry.bytes()))
                .setDurationSec(entry.duration().toSeconds())
                .setDurationNsec(entry.duration().toNanosPart())
                .setBandStats(all(entry.bands(), MultipartEncoder::band))
                .build();
    }

    private static OFMeterBandStats band(MultipartReply.BandCounters band) {
        return FACTORY.buildMeterBandStats()
                .setPacketBandCount(U64.of(band.packets()))
                .setByteBandCount(U64.of(band.bytes()))
                .build();
    }

    private static OFMeterConfig meter(MultipartReply.MeterEntry entry) {
        return FACTORY.buildMeterConfig()
                .setMeterId(Integer.toUnsignedLong(entry.meterId()))
                .setFlags(MessageEncoder.METER_FLAGS.out(entry.flags()))
                .setEntries(Actions.bandsOut(entry.bands()))
                .build();
    }
}
