package io.teleon.models.traffic;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;

/// Traffic that wants to go from one node to another.
///
/// @param offered what it would send if nothing stood in its way
public record Demand(
        DemandId id,
        DatapathId source,
        DatapathId target,
        Bandwidth offered,
        Elasticity elasticity) {

    /// One inelastic demand for a pair of nodes, under the pair's own id.
    public static Demand between(NodePair pair, Bandwidth offered) {
        return new Demand(
                DemandId.of(pair), pair.source(), pair.target(), offered, Elasticity.INELASTIC);
    }

    public Demand offering(Bandwidth rate) {
        return new Demand(id, source, target, rate, elasticity);
    }
}
