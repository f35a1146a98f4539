// Votes as in denied.cypher.

//? now
MATCH (c:Claim {id: 'claim:m-oslo'})
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
RETURN verification AS answer

//? on-2
MATCH (c:Claim {id: 'claim:m-oslo'})
CALL (c) {
  MATCH (a)-[r:ASSERTS]->(c) WHERE coalesce(r.date, r.saidWhen, r.published) <= '2025-12-02' RETURN coalesce(r.saidFor, a.id) AS voter, r.verdict AS verdict, r
  UNION ALL
  MATCH (s:Source)-[r:SAYS]->(c)
  WHERE NOT EXISTS { MATCH ()-[x:ASSERTS]->(c) WHERE x.source = s.id AND x.quote CONTAINS r.quote } AND coalesce(r.date, r.saidWhen, r.published) <= '2025-12-02'
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
RETURN verification AS answer

//? known
MATCH ()-[r:SAYS]->(c:Claim) WHERE r.published <= '2025-12-05'
RETURN collect(DISTINCT c.id) AS answer
