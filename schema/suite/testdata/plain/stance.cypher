// The day of a statement is that of its stance, else that on which it was said, else that on which it was published. A stance
// lasts until another one.

//? periods
// The first and last possible days of a beginning and an end are not kept.

//? starts
MATCH (:Person {name: 'Ida Juhl'})-[r:HOLDS]->(x)
WITH x, r, coalesce(r.date, r.saidWhen, r.published) AS day ORDER BY day, r.n
WITH collect({stance: r.stance, day: day}) AS list
RETURN [i IN range(0, size(list) - 1) | {stance: list[i].stance, start: CASE WHEN i > 0 THEN list[i].day END}] AS answer

//? on-20
MATCH (p)-[r:HOLDS]->(x:Position) WHERE coalesce(r.date, r.saidWhen, r.published) <= '2025-12-20'
WITH p, x, r ORDER BY coalesce(r.date, r.saidWhen, r.published), r.n
WITH p, x, last(collect(r.stance)) AS stance
WITH x, collect({who: p.id, stance: stance}) AS list
WITH list, [o IN list WHERE o.who = 'person:juhl'][0] AS me
RETURN {stance: [me.stance], agrees: [o IN list WHERE o.who <> me.who AND o.stance = me.stance AND o.stance IN ['SUPPORTS', 'OPPOSES'] | o.who], conflicts: [o IN list WHERE [me.stance, o.stance] IN [['SUPPORTS', 'OPPOSES'], ['OPPOSES', 'SUPPORTS']] | o.who]} AS answer

//? on-1
MATCH (p)-[r:HOLDS]->(x:Position) WHERE coalesce(r.date, r.saidWhen, r.published) <= '2025-12-01'
WITH p, x, r ORDER BY coalesce(r.date, r.saidWhen, r.published), r.n
WITH p, x, last(collect(r.stance)) AS stance
WITH x, collect({who: p.id, stance: stance}) AS list
WITH list, [o IN list WHERE o.who = 'person:juhl'][0] AS me
RETURN {stance: [me.stance], agrees: [o IN list WHERE o.who <> me.who AND o.stance = me.stance AND o.stance IN ['SUPPORTS', 'OPPOSES'] | o.who]} AS answer

//? certain
// Only a statement of that very day is sure of it.
MATCH (:Person {name: 'Ida Juhl'})-[r:HOLDS]->() WHERE coalesce(r.date, r.saidWhen) = '2025-12-01'
RETURN collect(DISTINCT r.stance) AS answer

//? changes
MATCH (p)-[r:HOLDS]->(x)
WITH p, x, r, coalesce(r.date, r.saidWhen, r.published) AS day ORDER BY day, r.n
WITH p, x, last(collect(CASE WHEN day <= '2025-12-01' THEN r.stance END)) AS before, last(collect(CASE WHEN day <= '2025-12-10' THEN r.stance END)) AS after
WHERE before <> after
RETURN collect(CASE p.name WHEN 'Ida Juhl' THEN {before: [before], after: [after]} END) AS answer
