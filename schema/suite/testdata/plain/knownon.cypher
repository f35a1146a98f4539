// Relationships keep when they were published, so what was known of a tie can be asked. A node keeps its last values alone.

//? met
MATCH (me:Person {name: 'Mira Solberg'})-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]->()<-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me
RETURN collect(DISTINCT other.id) AS answer

//? met-by-7-may
MATCH (me:Person {name: 'Mira Solberg'})-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]->(m)<-[:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me AND m.date <= '2031-05-07'
RETURN collect(DISTINCT other.id) AS answer

//? planned
// The status of then has been overwritten; that people were expected has not.
MATCH ()-[r:PARTICIPATED_IN]->(m:Meeting) WHERE r.published <= '2031-05-07'
WITH m, collect(r.attendance) AS said WHERE 'EXPECTED' IN said AND NOT 'ATTENDED' IN said
RETURN collect({meeting: m.id, date: m.date}) AS answer

//? to-meet
MATCH (p)-[r:PARTICIPATED_IN]->(m:Meeting) WHERE r.published <= '2031-05-07'
WITH p, m, r ORDER BY r.published, r.n
WITH p, m, last(collect(r.attendance)) AS attendance WHERE attendance IN ['EXPECTED', 'CONFIRMED']
WITH m, collect(p) AS due WHERE any(p IN due WHERE p.name = 'Mira Solberg')
UNWIND [p IN due WHERE p.name <> 'Mira Solberg'] AS other
RETURN collect(DISTINCT other.id) AS answer

//? known-9-may
MATCH (me:Person {name: 'Mira Solberg'})-[a:PARTICIPATED_IN {attendance: 'ATTENDED'}]->()<-[b:PARTICIPATED_IN {attendance: 'ATTENDED'}]-(other)
WHERE other <> me AND a.published <= '2031-05-09' AND b.published <= '2031-05-09'
RETURN collect(DISTINCT other.id) AS answer

//? known-5-may
MATCH (:Person {name: 'Mira Solberg'})-[r:PARTICIPATED_IN]->(m) WHERE r.published <= '2031-05-05'
RETURN count(DISTINCT m) AS answer

//? learned
// The meeting was SCHEDULED before it was HELD, which its node no longer knows.
