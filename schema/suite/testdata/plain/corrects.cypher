// The last value that was loaded wins, property by property. Of corrections the graph knows which sources they name.

//? participants
MATCH (p)-[r:PARTICIPATED_IN]->(m:Meeting {id: 'meeting:2031-06-02-talks'}) WHERE r.act <> 'DENIED'
WITH p, r ORDER BY r.published, r.n
WITH p, last(collect(r.attendance)) AS attendance, last(collect(r.mode)) AS mode
RETURN collect({who: p.id, attendance: attendance, mode: mode}) AS answer

//? met
MATCH (p)-[r:PARTICIPATED_IN]->(m:Meeting) WHERE r.act <> 'DENIED'
WITH p, m, r ORDER BY r.published, r.n
WITH p, m, last(collect(r.attendance)) AS attendance WHERE attendance = 'ATTENDED'
WITH m, collect(p) AS there WHERE any(p IN there WHERE p.name = 'Arne Holt')
UNWIND [p IN there WHERE p.name <> 'Arne Holt'] AS other
RETURN collect(DISTINCT other.id) AS answer

//? stances
MATCH (p)-[r:HOLDS]->(:Position {id: 'position:c-canal'}) WHERE r.act <> 'DENIED'
WITH p, r ORDER BY r.published, r.n
WITH p, last(collect(r.stance)) AS stance
RETURN collect({who: p.id, stance: stance}) AS answer

//? verification
// A paper's latest word counts; papers that differ make a value contested.
MATCH (:Person {id: 'person:c-holt'})-[r:PARTICIPATED_IN|HOLDS]->(x)
WITH type(r) AS kind, x, r ORDER BY r.published, r.n
WITH kind, x, coalesce(r.publisher, r.source) AS paper, last(collect(coalesce(r.attendance, r.stance))) AS word
WITH kind, x, count(DISTINCT word) AS words
WITH kind, CASE WHEN max(words) > 1 THEN 'CONTESTED' ELSE 'UNVERIFIED' END AS verification
WITH collect({kind: kind, verification: verification}) AS list
RETURN {attendance: [a IN list WHERE a.kind = 'PARTICIPATED_IN' | a.verification][0],
        stance: [a IN list WHERE a.kind = 'HOLDS' | a.verification][0]} AS answer

//? known-4-june
MATCH (:Person {id: 'person:c-holt'})-[r:PARTICIPATED_IN|HOLDS]->(x) WHERE r.act <> 'DENIED' AND r.published <= '2031-06-04'
WITH x, r ORDER BY r.published, r.n
WITH x, last(collect(r)) AS r
RETURN {attendance: collect(r.attendance), stance: collect(r.stance)} AS answer

//? known-6-june
// A mode said of an attendance that was taken back is still the last mode.
MATCH (p)-[r:PARTICIPATED_IN]->(m:Meeting) WHERE r.act <> 'DENIED' AND r.published <= '2031-06-06'
WITH p, m, r ORDER BY r.published, r.n
WITH p, m, last(collect(r.attendance)) AS attendance, last(collect(r.mode)) AS mode
WITH m, collect({who: p.id, attendance: attendance, mode: mode}) AS list
WITH [a IN list WHERE a.who = 'person:c-holt'][0] AS holt, list
RETURN {attendance: holt.attendance, mode: holt.mode,
        met: [a IN list WHERE holt.attendance = 'ATTENDED' AND a.attendance = 'ATTENDED' AND a.who <> holt.who | a.who]} AS answer

//? corrected
// One step: a correction that was itself corrected still corrects.
MATCH (a)-[r]->(x)<-[c]-(a) WHERE type(c) = type(r) AND r.source IN c.corrects
RETURN collect({quote: r.quote, corrected: c.source}) AS answer
