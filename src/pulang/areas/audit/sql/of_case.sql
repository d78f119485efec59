-- Who looked at one case, gathered by day: the agency, the roles and the purpose, not the official. Lists that showed it
-- and copies of its whole programme count as well, and openings of the books by hand; backups open nobody.
SELECT (l.at AT TIME ZONE %(zone)s::text)::date AS day, l.agency, l.roles, l.purpose, l.action, l.decision = 'DENIED', count(*),
       coalesce((SELECT g.name FROM accounts_agency g WHERE g.code = l.agency), '')
FROM audit_look l
WHERE l.seq IN (
    SELECT pulang_looks_at(%(case)s)
    UNION
    SELECT d.seq FROM audit_look d
    WHERE d.programme = %(programme)s AND (d.action LIKE '%%.dump' OR d.action = 'books.opened') AND d.at >= %(since)s
)
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 1 DESC, 2, 3, 4, 5, 6
LIMIT %(limit)s
