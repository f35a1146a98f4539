// A meeting keeps the source of its values, and a source the day on which it was withdrawn.

//? meeting
MATCH (m:Meeting {id: 'meeting:2031-07-04-riem'})
OPTIONAL MATCH (s:Source)-[r:SAYS]->(m) WHERE s.withdrawn IS NULL
WITH m, coalesce(r.saidBy, s.publisher, s.id) AS voter, r ORDER BY r.published, r.n
WITH m, voter, last(collect(r.act)) AS act
WITH m, count(CASE WHEN act <> 'DENIED' THEN 1 END) AS affirmed, count(CASE act WHEN 'DENIED' THEN 1 END) AS denied
WITH m, CASE WHEN affirmed > 0 AND denied > 0 THEN 'CONTESTED' WHEN denied > 0 THEN 'DENIED' ELSE 'UNVERIFIED' END AS verification,
     EXISTS { MATCH (s:Source {id: m.source}) WHERE s.withdrawn IS NULL } AS valid
RETURN {status: CASE WHEN valid THEN m.status END, date: CASE WHEN valid THEN m.date END, verification: verification,
        participants: COUNT { MATCH (p)-[r:PARTICIPATED_IN]->(m), (s:Source {id: r.source}) WHERE s.withdrawn IS NULL RETURN DISTINCT p }} AS answer

//? tie
MATCH (s:Source) WHERE s.withdrawn IS NULL
WITH collect(s.id) AS valid
OPTIONAL MATCH (me:Person {name: 'Lena Varga'})-[a:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[b:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me AND a.source IN valid AND b.source IN valid
  AND NOT EXISTS { MATCH ()-[d:SAYS|PARTICIPATED_IN {act: 'DENIED'}]->(m) WHERE d.source IN valid }
WITH valid, collect(DISTINCT other.id) AS met
OPTIONAL MATCH (:Person {name: 'Lena Varga'})-[r:MEMBER_OF]->(body) WHERE r.source IN valid
WITH met, count(DISTINCT body) AS memberships,
     count(DISTINCT CASE WHEN coalesce(r.since <= '2031-07-10', true) AND coalesce(r.until >= '2031-07-10', true) THEN body END) AS past
RETURN {met: met, memberships: memberships, past: past} AS answer

//? readable
MATCH ()-[r {source: 'source:r-scoop'}]->()
RETURN count(r) AS answer

//? known-10
MATCH (m:Meeting {id: 'meeting:2031-07-04-riem'})
OPTIONAL MATCH (s:Source)-[r:SAYS]->(m) WHERE s.published <= '2031-07-10' AND coalesce(s.withdrawn > '2031-07-10', true)
WITH m, coalesce(r.saidBy, s.publisher, s.id) AS voter, r ORDER BY r.published, r.n
WITH m, voter, last(collect(r.act)) AS act
WITH m, count(CASE WHEN act <> 'DENIED' THEN 1 END) AS affirmed, count(CASE act WHEN 'DENIED' THEN 1 END) AS denied
WITH m, CASE WHEN affirmed > 0 AND denied > 0 THEN 'CONTESTED' WHEN denied > 0 THEN 'DENIED' ELSE 'UNVERIFIED' END AS verification,
     EXISTS { MATCH (s:Source {id: m.source}) WHERE s.published <= '2031-07-10' AND coalesce(s.withdrawn > '2031-07-10', true) } AS valid
RETURN {status: CASE WHEN valid THEN m.status END, date: CASE WHEN valid THEN m.date END, verification: verification,
        participants: COUNT { MATCH (p)-[r:PARTICIPATED_IN]->(m), (s:Source {id: r.source}) WHERE s.published <= '2031-07-10' AND coalesce(s.withdrawn > '2031-07-10', true) RETURN DISTINCT p }} AS answer

//? known-6
MATCH (m:Meeting {id: 'meeting:2031-07-04-riem'})
OPTIONAL MATCH (s:Source)-[r:SAYS]->(m) WHERE s.published <= '2031-07-06' AND coalesce(s.withdrawn > '2031-07-06', true)
WITH m, coalesce(r.saidBy, s.publisher, s.id) AS voter, r ORDER BY r.published, r.n
WITH m, voter, last(collect(r.act)) AS act
WITH m, count(CASE WHEN act <> 'DENIED' THEN 1 END) AS affirmed, count(CASE act WHEN 'DENIED' THEN 1 END) AS denied
WITH m, CASE WHEN affirmed > 0 AND denied > 0 THEN 'CONTESTED' WHEN denied > 0 THEN 'DENIED' ELSE 'UNVERIFIED' END AS verification,
     EXISTS { MATCH (s:Source {id: m.source}) WHERE s.published <= '2031-07-06' AND coalesce(s.withdrawn > '2031-07-06', true) } AS valid
RETURN {status: CASE WHEN valid THEN m.status END, verification: verification} AS answer

//? league
MATCH (:Person {name: 'Lena Varga'})-[r:MEMBER_OF]->(body), (s:Source {id: r.source})
WHERE s.published <= '2031-07-10' AND coalesce(s.withdrawn > '2031-07-10', true)
WITH body, r ORDER BY r.published, r.n
WITH body, last(collect(r.until)) AS until
RETURN collect({body: body.id, end: until}) AS answer

//? counting
MATCH ()-[r {source: 'source:r-scoop'}]->(), (s:Source {id: r.source}) WHERE s.withdrawn IS NULL
RETURN count(r) AS answer

//? met-then
CALL () {
  MATCH (s:Source) WHERE s.published <= '2031-07-10' AND coalesce(s.withdrawn > '2031-07-10', true)
  WITH collect(s.id) AS valid
  OPTIONAL MATCH (me:Person {name: 'Lena Varga'})-[a:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[b:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
  WHERE other <> me AND a.source IN valid AND b.source IN valid
    AND NOT EXISTS { MATCH ()-[d:SAYS|PARTICIPATED_IN {act: 'DENIED'}]->(m) WHERE d.source IN valid }
  RETURN collect(DISTINCT other.id) AS a
}
CALL () {
  MATCH (s:Source) WHERE s.published <= '2031-07-06' AND coalesce(s.withdrawn > '2031-07-06', true)
  WITH collect(s.id) AS valid
  OPTIONAL MATCH (me:Person {name: 'Lena Varga'})-[a:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[b:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
  WHERE other <> me AND a.source IN valid AND b.source IN valid
    AND NOT EXISTS { MATCH ()-[d:SAYS|PARTICIPATED_IN {act: 'DENIED'}]->(m) WHERE d.source IN valid }
  RETURN collect(DISTINCT other.id) AS b
}
RETURN [a, b] AS answer
