// Statements whose act is a denial set no value; the loader keeps them with their act.

//? status
MATCH (s:Source)-[r:SAYS]->(m:Meeting {id: 'meeting:p-secret'})
WITH m, r, coalesce(r.saidBy, s.publisher, s.id) AS voter ORDER BY r.published, r.n
WITH m, voter, last(collect(r.act)) AS act
WITH m, count(CASE WHEN act <> 'DENIED' THEN 1 END) AS affirmed, count(CASE act WHEN 'DENIED' THEN 1 END) AS denied
RETURN {status: m.status, affirmed: affirmed, denied: denied,
        verification: CASE WHEN affirmed > 0 AND denied > 0 THEN 'CONTESTED' WHEN denied > 0 THEN 'DENIED' ELSE 'UNVERIFIED' END} AS answer

//? participants
MATCH (p)-[r:PARTICIPATED_IN]->(:Meeting {id: 'meeting:p-secret'})
WITH p, r ORDER BY r.published, r.n
WITH p, last(collect(CASE WHEN r.act <> 'DENIED' THEN r.attendance END)) AS attendance, collect(r.act) AS acts
RETURN collect({who: p.id, attendance: attendance,
                verification: CASE WHEN 'DENIED' IN acts THEN 'CONTESTED' ELSE 'UNVERIFIED' END}) AS answer

//? known
MATCH (me:Person {name: 'Cy Dorn'})-[a:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[b:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me AND all(r IN [a, b] WHERE r.act <> 'DENIED' AND r.published <= '2025-12-06')
  AND NOT EXISTS { MATCH ()-[d:SAYS|PARTICIPATED_IN {act: 'DENIED'}]->(m) WHERE d.published <= '2025-12-06' }
RETURN collect(DISTINCT other.id) AS answer

//? met
MATCH (me:Person {name: 'Cy Dorn'})-[a:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[b:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me AND all(r IN [a, b] WHERE r.act <> 'DENIED') AND NOT EXISTS { ()-[:SAYS|PARTICIPATED_IN {act: 'DENIED'}]->(m) }
RETURN collect(DISTINCT other.id) AS answer

//? disputed
MATCH (me:Person {name: 'Cy Dorn'})-[a:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[b:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me AND all(r IN [a, b] WHERE r.act <> 'DENIED') AND EXISTS { ()-[:SAYS|PARTICIPATED_IN {act: 'DENIED'}]->(m) }
RETURN collect(DISTINCT other.id) AS answer
