-- Cases of persons whose latest digest of a kind is one of these: perhaps the same person.
-- Read while counting, so that other programmes are seen; nothing but the keys of case and person leave the area.
WITH own AS (
    SELECT coalesce(nullif(%(home)s::text, ''), (
        SELECT left(o.home, 5) FROM cases_case o WHERE o.person_id = %(person)s ORDER BY o.number LIMIT 1
    ), '') AS home
)
SELECT c.id, c.person_id, b.kind, pulang_is_open(c.id) AS open
FROM unnest(%(kinds)s::text[], %(digests)s::bytea[]) w (kind, digest)
JOIN people_blindindex b ON b.kind = w.kind AND b.digest = w.digest
JOIN cases_case c ON c.person_id = b.person_id
WHERE c.person_id <> %(person)s
 AND (b.kind <> 'LIKENESS' OR c.home = '' OR (SELECT home FROM own) IN ('', left(c.home, 5)))
 AND NOT EXISTS (
     SELECT 1 FROM people_blindindex later
     WHERE later.person_id = b.person_id AND later.kind = b.kind AND later.id > b.id
 )
 AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
 -- A locked case is nobody's double but for the two it is locked to: the likeness would tell that it is there. So those
 -- come last, and are never shown to whoever asked.
ORDER BY open DESC, b.kind DESC, c.number
LIMIT 20
