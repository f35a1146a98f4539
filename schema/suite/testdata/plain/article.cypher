// The shipped article. What one side is, who represents a country, and which groups are members of what, is in the queries.

//? who-met-whom
MATCH (p)-[r:PARTICIPATED_IN]->(m:Meeting) WHERE m.status IN ['HELD', 'ONGOING'] AND m.format <> 'SERIES' OR m.format IS NULL AND m.status = 'HELD'
WITH p, m, r ORDER BY r.published, r.n
WITH p, m, last(collect(r.attendance)) AS attendance, last(collect(r.onBehalfOf)) AS side WHERE attendance = 'ATTENDED'
WITH m, collect({node: p, side: side}) AS there
UNWIND [x IN there WHERE x.node.name = 'Steve Witkoff'] AS me
UNWIND [x IN there WHERE x.node <> me.node] AS other
WITH m, me, other, me.node AS a, other.node AS b WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(b) }
WITH b, collect(m.id) AS meetings, collect(me.side = other.side) AS sides, count(*) AS n
RETURN collect({who: b.id, meetings: meetings,
                sameSide: CASE WHEN false IN sides THEN false WHEN size(sides) = n THEN true END}) AS answer

//? to-meet
MATCH (me:Person {name: 'Steve Witkoff'})-[a:PARTICIPATED_IN]->(m:Meeting)<-[b:PARTICIPATED_IN]-(other)
WHERE other <> me AND m.status IN ['SCHEDULED', 'EXPECTED'] AND all(r IN [a, b] WHERE r.attendance IN ['EXPECTED', 'CONFIRMED'])
RETURN collect(DISTINCT other.id) AS answer

//? who-goes-to-moscow
MATCH (m:Meeting) WHERE EXISTS { (m)-[:HELD_AT]->({name: 'Moscow'}) }
MATCH (p)-[r:PARTICIPATED_IN]->(m)
WITH m, p, r ORDER BY r.published, r.n
WITH m, p, last(collect(r.attendance)) AS attendance, collect({quote: r.quote, saidBy: r.saidBy}) AS evidence
WITH m, collect({who: p.id, attendance: attendance, evidence: evidence}) AS participants
RETURN collect({meeting: m.id, status: m.status, date: m.date, participants: participants,
                follows: COLLECT { MATCH (m)-[:FOLLOWS]->(f) RETURN DISTINCT f.id }}) AS answer

//? who-holds-which-stance
MATCH (x:Position) WHERE EXISTS { (x)-[:ABOUT]->({name: 'Territory'}) }
MATCH (p)-[r:HOLDS]->(x)
WITH x, p, r ORDER BY r.published, r.n
WITH x, p, last(collect(r.stance)) AS stance
WITH x, collect({who: p.id, stance: stance}) AS holders
RETURN collect({position: x.id, holders: holders}) AS answer

//? compare
MATCH (c:Country)
CALL (c) {
  RETURN c AS actor
  UNION MATCH (actor)-[h:HOLDS_POST]->()-[:POST_OF]->(c) WHERE h.occupancy <> 'FORMER' RETURN actor
  UNION MATCH (actor)-[:MEMBER_OF]->(c) RETURN actor
}
MATCH (actor)-[r:HOLDS]->(x:Position)
WITH c, x, actor, r ORDER BY r.published, r.n
WITH c, x, actor, last(collect(r.stance)) AS stance
WITH x, collect(CASE c.id WHEN 'country:ru' THEN {who: actor.id, stance: stance} END) AS a,
     collect(CASE c.id WHEN 'country:ua' THEN {who: actor.id, stance: stance} END) AS b
WITH x, a, b, [s IN a | s.stance] AS as, [s IN b | s.stance] AS bs
WITH x, a, b, 'SUPPORTS' IN as AND 'OPPOSES' IN bs OR 'OPPOSES' IN as AND 'SUPPORTS' IN bs AS conflict,
     any(s IN ['SUPPORTS', 'OPPOSES'] WHERE s IN as AND s IN bs) AS agree
RETURN {conflicts: collect(CASE WHEN conflict THEN {position: x.id, a: a, b: b} END),
        agreements: collect(CASE WHEN agree THEN x.id END)} AS answer

//? contested
MATCH (c:Claim)
CALL (c) {
  MATCH (a)-[r:ASSERTS]->(c) RETURN coalesce(r.saidFor, a.id) AS voter, r.verdict AS verdict, r
  UNION ALL
  MATCH (s:Source)-[r:SAYS]->(c)
  WHERE NOT EXISTS { MATCH ()-[x:ASSERTS]->(c) WHERE x.source = s.id AND x.quote CONTAINS r.quote }
  RETURN coalesce(r.saidFor, r.saidBy, coalesce(r.publisher, r.source)) AS voter,
         CASE WHEN r.act IN ['DENIED', 'CONFIRMED'] THEN r.act ELSE 'CLAIMED' END AS verdict, r
}
WITH c, voter, verdict, r ORDER BY coalesce(r.date, r.saidWhen, r.published), r.published, r.n
WITH c, voter, collect(CASE WHEN verdict <> 'NOT_CONFIRMED' THEN verdict END) AS votes, collect(r) AS rs
WITH c, collect({voter: voter, vote: last(votes), votes: votes}) AS voters, collect(rs) AS list
WITH c, voters, list, size([v IN voters WHERE v.vote IN ['CLAIMED', 'CONFIRMED']]) AS affirmed,
     size([v IN voters WHERE v.vote = 'DENIED']) AS denied, size([v IN voters WHERE v.vote IS NULL]) AS silent,
     any(x IN voters WHERE 'CONFIRMED' IN x.votes AND any(y IN voters WHERE y.voter <> x.voter AND 'CLAIMED' IN y.votes)) AS confirmed
WITH *, CASE WHEN affirmed > 0 AND denied > 0 THEN 'CONTESTED' WHEN denied > 0 THEN 'DENIED'
             WHEN confirmed THEN 'CONFIRMED' ELSE 'UNVERIFIED' END AS verification
WITH c, verification WHERE verification = 'CONTESTED'
MATCH (a)-[r:ASSERTS]->(c)
WITH c, collect({who: a.id, verdict: r.verdict}) AS assertions
RETURN collect({claim: c.id, assertions: assertions}) AS answer

//? what-was-said
MATCH ()-[r]->() WHERE r.saidBy IN COLLECT { MATCH (p:Person {name: 'Dmitry Peskov'}) RETURN p.id }
RETURN collect({quote: r.quote, act: r.act}) AS answer

//? search
MATCH (n:Entity) WHERE any(name IN [n.name] + coalesce(n.aliases, []) WHERE toLower(name) CONTAINS 'zelenskyy')
RETURN collect(n.id) AS answer

//? source
MATCH ()-[r {source: 'source:peace-talks'}]->()
WITH r ORDER BY r.start, size(r.quote) DESC
WITH collect(r.quote) AS quotes
RETURN {statements: size(quotes), first: quotes[0], last: last(quotes)} AS answer

//? paths
MATCH path = shortestPath((:Person {id: 'person:emmanuel-macron'})-[:PARTICIPATED_IN*..8]-(:Person {id: 'person:keir-starmer'}))
WHERE all(r IN relationships(path) WHERE r.attendance = 'ATTENDED')
  AND all(n IN nodes(path) WHERE NOT n:Meeting OR n.status = 'HELD')
RETURN {actors: [n IN nodes(path) WHERE NOT n:Meeting | n.id], meetings: [n IN nodes(path) WHERE n:Meeting | n.id]} AS answer

//? subgraph
MATCH (:Person {id: 'person:steve-witkoff'})-[*0..2]-(n:Entity)
RETURN collect(DISTINCT n.id) AS answer

//? timeline
MATCH (c:Country {id: 'country:ua'})
CALL (c) {
  RETURN c AS actor
  UNION MATCH (actor)-[h:HOLDS_POST]->()-[:POST_OF]->(c) WHERE h.occupancy <> 'FORMER' RETURN actor
  UNION MATCH (actor)-[:MEMBER_OF]->(c) RETURN actor
}
MATCH (actor)-[:PARTICIPATED_IN]->(m:Meeting)
WITH DISTINCT m
RETURN collect({meeting: m.id, date: m.date}) AS answer

//? network
MATCH (a)-[r:HOLDS {stance: 'SUPPORTS'}]->(x)<-[s:HOLDS {stance: 'OPPOSES'}]-(b)
WITH CASE WHEN a.id < b.id THEN [a.id, b.id] ELSE [b.id, a.id] END AS pair, count(DISTINCT x) AS positions
RETURN collect({a: pair[0], b: pair[1], positions: positions}) AS answer
