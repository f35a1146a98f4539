// A vote holds until the next one.

//? norland
MATCH (:Country {id: 'country:norland-v'})-[r:HOLDS]->(x)
WITH x, r ORDER BY r.date, r.n
WITH x, collect(r) AS list
RETURN [[last([r IN list WHERE r.date <= '2030-06-01' | r.stance])], [last([r IN list WHERE r.date <= '2031-01-01' | r.stance])], [last([r IN list WHERE r.date <= '2031-12-11' | r.stance])]] AS answer

//? suderland
MATCH (:Country {id: 'country:suderland'})-[r:HOLDS]->(x)
WITH x, r ORDER BY r.date, r.n
WITH x, collect(r) AS list
RETURN [[last([r IN list WHERE r.date <= '2030-06-01' | r.stance])], [last([r IN list WHERE r.date <= '2031-12-10' | r.stance])], [last([r IN list WHERE r.date <= '2031-12-11' | r.stance])]] AS answer

//? periods
// The periods are not kept: a program has to walk through the votes.

//? agree
MATCH (p)-[r:HOLDS]->(x)
WITH p, x, r ORDER BY r.date, r.n
WITH p, x, collect(r) AS list
WITH p, x, last([r IN list WHERE r.date <= '2030-06-01' | r.stance]) AS a, last([r IN list WHERE r.date <= '2031-12-31' | r.stance]) AS b
WITH x, collect({who: p.id, stances: [a, b]}) AS list
WITH list, [o IN list WHERE o.who = 'country:norland-v'][0] AS me
RETURN [i IN [0, 1] | {
  agrees: [o IN list WHERE o.who <> me.who AND o.stances[i] = me.stances[i] AND o.stances[i] IN ['SUPPORTS', 'OPPOSES'] | o.who],
  conflicts: [o IN list WHERE [me.stances[i], o.stances[i]] IN [['SUPPORTS', 'OPPOSES'], ['OPPOSES', 'SUPPORTS']] | o.who]}] AS answer

//? changes
MATCH (p)-[r:HOLDS]->(x)
WITH p, x, r, coalesce(r.date, r.saidWhen, r.published) AS day ORDER BY day, r.n
WITH p, x, last(collect(CASE WHEN day <= '2030-12-01' THEN r.stance END)) AS before, last(collect(CASE WHEN day <= '2031-01-01' THEN r.stance END)) AS after
WHERE before <> after
RETURN collect({who: p.id, before: [before], after: [after]}) AS answer

//? certain
// Only a vote of that very day is sure of it.
MATCH (:Country {id: 'country:norland-v'})-[r:HOLDS]->() WHERE r.date = '2030-06-01'
RETURN collect(DISTINCT r.stance) AS answer

//? known
MATCH (p)-[r:HOLDS]->(x {id: 'position:v-charter'}) WHERE coalesce(r.published <= '2000-01-01', true) AND r.date <= '2031-12-31'
WITH p, r ORDER BY r.date, r.n
WITH p, last(collect(r.stance)) AS stance
RETURN collect({who: p.id, stance: stance}) AS answer
