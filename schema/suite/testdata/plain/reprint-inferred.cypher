// What a later source leaves out stays as it was.

//? status
MATCH (m:Meeting {id: 'meeting:m-falk'})
RETURN {status: m.status, date: m.date} AS answer

//? met
MATCH (me:Person {name: 'Eva Falk'})-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]->()<-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me
RETURN collect(DISTINCT other.id) AS answer

//? known
// The status of then has been overwritten.

//? to-meet
MATCH (me:Person {name: 'Eva Falk'})-[a:PARTICIPATED_IN {attendance: 'EXPECTED'}]->()<-[b:PARTICIPATED_IN {attendance: 'EXPECTED'}]-(other)
WHERE other <> me AND a.published <= '2025-12-06' AND b.published <= '2025-12-06'
RETURN collect(DISTINCT other.id) AS answer
