-- Cases of persons whose latest digest of a kind is one of these, for each of those who are asked about: perhaps the same person.
-- Read while counting, so that other programmes are seen; nothing but the keys of case and person leave the area.
WITH asked AS (
    SELECT a.person, a.home, array_agg(a.kind) AS kinds, array_agg(a.digest) AS digests
    FROM unnest(%(persons)s::uuid[], %(homes)s::text[], %(kinds)s::text[], %(digests)s::bytea[])
      AS a (person, home, kind, digest)
    GROUP BY 1, 2
)
SELECT asked.person, found.*
FROM asked
CROSS JOIN LATERAL (
    WITH own AS (
        SELECT coalesce(nullif(asked.home, ''), (
            SELECT left(o.home, 5) FROM cases_case o WHERE o.person_id = asked.person ORDER BY o.number LIMIT 1
        ), '') AS home
    )
    SELECT c.id, c.person_id, b.kind, pulang_is_open(c.id) AS open, left(c.home, 5) AS home
    FROM unnest(asked.kinds, asked.digests) w (kind, digest)
    CROSS JOIN LATERAL (
        -- One telephone may stand in thousands of cases; so many are enough to tell a crowd.
        SELECT i.id, i.person_id, i.kind FROM people_blindindex i WHERE i.kind = w.kind AND i.digest = w.digest
        LIMIT CASE w.kind WHEN 'PHONE' THEN 60 END
    ) b
    JOIN cases_case c ON c.person_id = b.person_id
    WHERE c.person_id <> asked.person
     AND (b.kind <> 'LIKENESS' OR c.home = '' OR (SELECT home FROM own) IN ('', left(c.home, 5)))
     AND NOT EXISTS (
         -- Hers alone, and then the later ones (OFFSET 0 keeps the order): before the table is analysed, the server would
         -- read all digests of the kind, or all that are later, for each who may be the same.
         SELECT 1 FROM (SELECT * FROM people_blindindex hers WHERE hers.person_id = b.person_id OFFSET 0) later
         WHERE later.kind = b.kind AND later.id > b.id
     )
     AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
     -- A locked case is nobody's double but for the two it is locked to: the likeness would tell that it is there. So
     -- those come last, and are never shown to whoever asked.
    ORDER BY open DESC, (b.kind = 'NIK') DESC, (b.kind = 'LIKENESS') DESC, c.number
    LIMIT 40
) found
