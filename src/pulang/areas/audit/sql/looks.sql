-- The book of looks as its keeper reads it, the latest first; an empty filter does not narrow.
SELECT l.seq, l.at, l.actor, l.agency, l.door, l.purpose, l.action, l.kind, l.number, l.count, l.decision = 'DENIED', l.reason
FROM audit_look l
WHERE l.programme = %(programme)s
  AND (%(actor)s = '' OR l.actor = %(actor)s)
  AND (%(case)s::uuid IS NULL OR l.seq IN (SELECT pulang_looks_at(%(case)s::uuid)))
  AND (%(since)s::timestamptz IS NULL OR l.at >= %(since)s AND l.at < %(until)s)
  AND (NOT %(denied)s OR l.decision = 'DENIED')
ORDER BY l.seq DESC
LIMIT %(limit)s OFFSET %(offset)s
