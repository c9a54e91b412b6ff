package io.teleon.controller.act;

import io.teleon.controller.containment.Containments;
import io.teleon.controller.detect.ScanWatch;
import io.teleon.controller.percept.HostNames;

/// The edge of the network, where hosts are plugged in: what they are kept from, what they are seen
/// to ask for, and how they are named.
public record Edge(Containments containments, ScanWatch scans, HostNames names) {}
