// Of each way of holding a post, what was loaded last gives its first and last day.

//? on-20
MATCH (:Person {name: 'Nina Ott'})-[h:HOLDS_POST {occupancy: 'HOLDER'}]->(post)-[:POST_OF]->(body)
WITH post, body, h ORDER BY h.published, h.n
WITH post, body, last(collect(h)) AS h
WHERE coalesce(h.since <= '2025-12-20', true) AND coalesce(h.until >= '2025-12-20', true)
RETURN collect(DISTINCT body.id) AS answer

//? on-5
MATCH (:Person {name: 'Nina Ott'})-[h:HOLDS_POST {occupancy: 'HOLDER'}]->(post)-[:POST_OF]->(body)
WITH post, body, h ORDER BY h.published, h.n
WITH post, body, last(collect(h)) AS h
WHERE coalesce(h.since <= '2025-12-05', true) AND coalesce(h.until >= '2025-12-05', true)
RETURN collect(DISTINCT body.id) AS answer

//? on-8
MATCH (:Person {name: 'Nina Ott'})-[h:HOLDS_POST]->(post)
WITH post, h.occupancy AS occupancy, h ORDER BY h.published, h.n
WITH post, occupancy, last(collect(h)) AS h
WHERE coalesce(h.since <= '2025-12-08', true) AND coalesce(h.until >= '2025-12-08', true)
RETURN collect(occupancy) AS answer

//? now
MATCH (:Person {name: 'Nina Ott'})-[h:HOLDS_POST]->(post)-[:POST_OF]->(body)
WITH post, body, h.occupancy AS occupancy, h ORDER BY h.published, h.n
WITH body, occupancy, last(collect(h)).until IS NULL AS current
RETURN {represents: collect(DISTINCT CASE WHEN current AND occupancy <> 'FORMER' THEN body.id END),
        posts: collect({occupancy: occupancy, current: current})} AS answer

//? known
MATCH (:Person {name: 'Nina Ott'})-[h:HOLDS_POST {occupancy: 'HOLDER'}]->(post)-[o:POST_OF]->(body)
WHERE h.published <= '2025-12-05' AND o.published <= '2025-12-05'
WITH post, body, h ORDER BY h.published, h.n
WITH post, body, last(collect(h)) AS h
WHERE coalesce(h.since <= '2025-12-20', true) AND coalesce(h.until >= '2025-12-20', true)
RETURN collect(DISTINCT body.id) AS answer
