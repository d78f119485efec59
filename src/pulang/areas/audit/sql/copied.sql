-- Whole programmes that somebody copied in a period, with the fields that went along.
SELECT l.programme, array_agg(DISTINCT f.name) FILTER (WHERE f.name IS NOT NULL), count(DISTINCT l.seq), min(l.at), max(l.at)
FROM audit_look l
LEFT JOIN LATERAL unnest(l.fields) f (name) ON true
WHERE l.decision = 'ALLOWED' AND l.at >= %(since)s AND l.at < %(until)s AND l.action LIKE '%%.dump' AND l.programme <> ''
  AND (l.actor = ANY (%(actors)s) OR l.agency = ANY (%(agencies)s) OR (l.door = 'API' AND l.session = ANY (%(marks)s)))
GROUP BY l.programme
ORDER BY l.programme
