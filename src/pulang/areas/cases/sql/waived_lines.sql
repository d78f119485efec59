-- The lines of facts of a programme's cases for which a gate is waived; what is waived stands last in a line, so that
-- one which ends with its bar has nothing waived.
SELECT DISTINCT a.facts FROM readiness_assessment a
WHERE a.programme_id = %(programme)s AND a.basis = %(basis)s AND a.facts NOT LIKE '%%|' LIMIT 2000
