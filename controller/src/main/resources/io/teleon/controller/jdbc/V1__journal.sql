-- What the controller decided, oldest first. The body is JSON; kind and version say how to read it.
create table journal (
    sequence bigint primary key,
    kind varchar(64) not null,
    version integer not null,
    body varchar not null
);
