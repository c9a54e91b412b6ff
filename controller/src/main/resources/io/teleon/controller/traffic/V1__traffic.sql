-- Ordered pairs of switches between which traffic was measured, by their datapath ids.
create table traffic_pair (
    id integer primary key,
    source varchar(16) not null,
    target varchar(16) not null,
    unique (source, target)
);

-- The mean rate in the five minutes before bin_end, in seconds since the epoch. What was not
-- measured has no row.
create table traffic_rate (
    bin_end bigint not null,
    pair integer not null references traffic_pair (id),
    bits_per_second double precision not null,
    primary key (bin_end, pair)
);
