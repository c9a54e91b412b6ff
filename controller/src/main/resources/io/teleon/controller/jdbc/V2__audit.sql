-- Everything that was decided, oldest first, each row sealed by a hash over itself and the one
-- before. Never changed; the oldest go when there are too many. The evidence is JSON.
create table audit (
    sequence bigint primary key,
    at varchar(40) not null,
    actor varchar(200) not null,
    kind varchar(32) not null,
    subject varchar(500) not null,
    evidence varchar not null,
    previous_hash varchar(64) not null,
    hash varchar(64) not null
);
create index audit_by_subject on audit (subject, sequence);

-- One row: the places before the oldest and behind the newest record.
create table audit_bounds (
    anchor_sequence bigint not null,
    anchor_hash varchar(64) not null,
    head_sequence bigint not null,
    head_hash varchar(64) not null
);
insert into audit_bounds values (
    0, '0000000000000000000000000000000000000000000000000000000000000000',
    0, '0000000000000000000000000000000000000000000000000000000000000000');
