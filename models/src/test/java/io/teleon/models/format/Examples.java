package io.teleon.models.format;

/// One small network in every format: Oslo, Bergen, Tromso; a cable Oslo-Bergen twice, one
/// Bergen-Tromso.
final class Examples {

    static final String GML =
            """
            # A comment.
            Creator "by hand"
            graph [
              directed 0
              label "Small"
              node [
                id 0
                label "Oslo &#38; Co"
                Longitude 10.75
                Latitude 59.91
              ]
              node [
                id 1
                label "Bergen"
                Longitude 5.32
                Latitude 60.39
              ]
              node [
                id 7
                label "Bergen"
                hyperedge 1
              ]
              edge [ source 0 target 1 LinkLabel "10-20Gbps" ]
              edge [ source 1 target 0 LinkSpeedRaw 2500000000.0 LinkLabel "155 Mbps" ]
              edge [ source 1 target 7 LinkLabel "OC-3" weight 4 ]
              edge [ source 7 target 7 ]
            ]
            """;

    static final String GRAPHML =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key attr.name="Latitude" attr.type="double" for="node" id="d1" />
              <key attr.name="Longitude" attr.type="double" for="node" id="d2" />
              <key attr.name="label" attr.type="string" for="node" id="d3" />
              <key attr.name="id" attr.type="int" for="node" id="d4" />
              <key attr.name="LinkLabel" attr.type="string" for="edge" id="d5" />
              <graph edgedefault="undirected">
                <node id="0">
                  <data key="d1">59.91</data>
                  <data key="d2">10.75</data>
                  <data key="d3">Oslo &amp; Co</data>
                  <data key="d4">17</data>
                </node>
                <node id="1"><data key="d3">Bergen</data></node>
                <node id="7"><data key="d3">Bergen</data></node>
                <edge source="0" target="1"><data key="d5">10 Gbps</data></edge>
                <edge source="1" target="0"/>
                <edge source="1" target="7"/>
              </graph>
            </graphml>
            """;

    static final String SNDLIB =
            """
            ?SNDlib native format; type: network; version: 1.0
            # network small
            META (
              granularity  = 15min
              time  = 20050504-1630
              unit  = MBITPERSEC
              origin  = written (by hand
            )
            NODES (
              Oslo ( 10.75 59.91 )
              Bergen (5.32 60.39)
              Tromso ( 18.95 69.65 )
            )
            LINKS (
              # a comment ( with
              L1 ( Oslo Bergen ) 100.00 0.00 0.00 0.00 ( 40.00 1.00 160.00 3.00 )
              L2 ( Oslo Bergen ) 0.00 0.00 7.00 0.00 ( )
              L3 ( Tromso Bergen ) 9953.28 0.00 0.00 0.00 ( )
            )
            DEMANDS (
              D1 ( Oslo Tromso ) 1 12.50 UNLIMITED
              D2 ( Tromso Oslo ) 2 3.00 4
              D3 ( Oslo Tromso ) 1 0.50 UNLIMITED
            )
            ADMISSIBLE_PATHS (
              D1 ( P0 ( L1 L3 ) )
            )
            """;

    static final String SNDLIB_XML =
            """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <network xmlns="http://sndlib.zib.de/network" version="1.0">
              <meta>
                <granularity>15min</granularity>
                <time>20050504-1630</time>
                <unit>MBITPERSEC</unit>
              </meta>
              <networkStructure>
                <nodes coordinatesType="geographical">
                  <node id="Oslo"><coordinates><x>10.75</x><y>59.91</y></coordinates></node>
                  <node id="Bergen"><coordinates><x>5.32</x><y>60.39</y></coordinates></node>
                  <node id="Tromso"><coordinates><x>18.95</x><y>69.65</y></coordinates></node>
                </nodes>
                <links>
                  <link id="L1">
                    <source>Oslo</source>
                    <target>Bergen</target>
                    <preInstalledModule><capacity>100</capacity><cost>0</cost></preInstalledModule>
                    <additionalModules>
                      <addModule><capacity>40.0</capacity><cost>1.0</cost></addModule>
                      <addModule><capacity>160.0</capacity><cost>3.0</cost></addModule>
                    </additionalModules>
                  </link>
                  <link id="L2">
                    <source>Oslo</source>
                    <target>Bergen</target>
                    <routingCost>7.0</routingCost>
                  </link>
                  <link id="L3">
                    <source>Tromso</source>
                    <target>Bergen</target>
                    <preInstalledModule><capacity>9953.28</capacity><cost>0</cost></preInstalledModule>
                  </link>
                </links>
              </networkStructure>
              <demands>
                <demand id="D1">
                  <source>Oslo</source>
                  <target>Tromso</target>
                  <routingUnit>1</routingUnit>
                  <demandValue>12.5</demandValue>
                </demand>
                <demand id="D2">
                  <source>Tromso</source>
                  <target>Oslo</target>
                  <routingUnit>2</routingUnit>
                  <demandValue>3.0</demandValue>
                </demand>
                <demand id="D3">
                  <source>Oslo</source>
                  <target>Tromso</target>
                  <demandValue>0.5</demandValue>
                </demand>
              </demands>
            </network>
            """;

    static final String TSV =
            """
            Node_num: 3\tEdge_num: 4
            Link_index\tSource\tDestination\tOSPF\tCapacity(kbps)
            0\t0\t1\t1\t9920000
            1\t1\t0\t2\t2480000
            2\t2\t1\t5\t9920000
            3\t1\t2\t5\t9920000
            """;

    private Examples() {}
}
