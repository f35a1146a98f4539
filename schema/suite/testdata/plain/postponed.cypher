// The last value that was loaded wins, so the meeting that was held is postponed.

//? status
MATCH (m:Meeting {id: 'meeting:m1'})
RETURN {status: m.status, date: m.date,
        verification: CASE WHEN EXISTS { (:Source)-[:SAYS {act: 'DENIED'}]->(m) } THEN 'CONTESTED' ELSE 'UNVERIFIED' END} AS answer

//? met
MATCH (me:Person {name: 'Anna Berg'})-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]->()<-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me
RETURN collect(DISTINCT other.id) AS answer

//? quote
// The last statement has set the status.
MATCH (:Source)-[r:SAYS]->(:Meeting {id: 'meeting:m1'})
WITH r ORDER BY r.published, r.n
RETURN last(collect(r.quote)) AS answer

//? tie
MATCH (me:Person {name: 'Anna Berg'})-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me
WITH other, m, EXISTS { ()-[:SAYS|PARTICIPATED_IN {act: 'DENIED'}]->(m) } AS disputed
RETURN collect({who: other.id, verification: CASE WHEN disputed THEN 'CONTESTED' ELSE 'UNVERIFIED' END}) AS answer
