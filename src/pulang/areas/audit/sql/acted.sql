-- Acts of somebody in a period, by subject and verb, with the names of what was said in clear and whether more was sealed.
SELECT a.subject, a.verb, array_agg(DISTINCT k.name) FILTER (WHERE k.name IS NOT NULL), bool_or(a.sealed IS NOT NULL),
       count(DISTINCT a.seq), min(a.at), max(a.at)
FROM audit_act a
LEFT JOIN LATERAL jsonb_object_keys(a.payload) k (name) ON true
WHERE a.subject <> '' AND a.at >= %(since)s AND a.at < %(until)s
  AND (a.by = ANY (%(actors)s) OR a.agency = ANY (%(agencies)s))
GROUP BY a.subject, a.verb
ORDER BY a.subject, a.verb
