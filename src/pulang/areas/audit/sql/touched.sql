-- Every case that somebody looked at in a period, by itself or in a list: the fields by name, how often, first and last.
SELECT c.id, array_agg(DISTINCT f.name) FILTER (WHERE f.name IS NOT NULL), count(DISTINCT l.seq), min(l.at), max(l.at)
FROM audit_look l
CROSS JOIN LATERAL (SELECT l.case_id AS id WHERE l.case_id IS NOT NULL UNION SELECT unnest(l.cases)) c
LEFT JOIN LATERAL unnest(l.fields) f (name) ON true
WHERE l.decision = 'ALLOWED' AND l.at >= %(since)s AND l.at < %(until)s
  AND (l.actor = ANY (%(actors)s) OR l.agency = ANY (%(agencies)s) OR (l.door = 'API' AND l.session = ANY (%(marks)s)))
GROUP BY c.id
ORDER BY c.id
