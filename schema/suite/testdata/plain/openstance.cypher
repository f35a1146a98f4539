// A stance lasts until another one begins.

//? on-7
MATCH (:Person {name: 'Bo Berg'})-[r:HOLDS]->(x) WHERE r.since <= '2025-12-07'
WITH x, r ORDER BY r.since, r.n
WITH x, last(collect(r)) AS r
RETURN collect(r.stance) AS answer

//? on-4
MATCH (:Person {name: 'Bo Berg'})-[r:HOLDS]->(x) WHERE r.since <= '2025-12-04'
WITH x, r ORDER BY r.since, r.n
WITH x, last(collect(r)) AS r
RETURN collect(r.stance) AS answer

//? on-2
MATCH (:Person {name: 'Bo Berg'})-[r:HOLDS]->(x) WHERE r.since <= '2025-12-02'
WITH x, r ORDER BY r.since, r.n
WITH x, last(collect(r)) AS r
RETURN collect(r.stance) AS answer

//? stances
MATCH (:Person {name: 'Bo Berg'})-[r:HOLDS]->(x)
WITH x, r ORDER BY r.since, r.n
WITH x, last(collect(r.stance)) AS now, collect(r) AS list
UNWIND list AS r
WITH now, r.stance AS stance, min(r.since) AS since
RETURN collect({stance: stance, dates: since + '/..', current: stance = now}) AS answer
