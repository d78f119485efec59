-- Lines of facts of cases for which a gate is waived.
SELECT DISTINCT a.facts FROM readiness_assessment a
WHERE a.programme_id = %(programme)s AND split_part(a.facts, '|', 19) <> '' LIMIT 2000
