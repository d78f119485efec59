-- Cases of persons whose latest digest of one kind is this one: perhaps the same person.
-- Read while counting, so that other programmes are seen; nothing but the key of a case leaves the area.
SELECT c.id
FROM people_blindindex b
JOIN cases_case c ON c.person_id = b.person_id
WHERE b.kind = %(kind)s AND b.digest = %(digest)s AND c.person_id IS DISTINCT FROM %(person)s
  AND NOT EXISTS (
      SELECT 1 FROM people_blindindex later
      WHERE later.person_id = b.person_id AND later.kind = b.kind AND later.id > b.id
  )
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
  -- A locked case is nobody's double but for the two it is locked to: the likeness would tell that it is there.
  AND pulang_is_open(c.id)
ORDER BY c.number
LIMIT 20
