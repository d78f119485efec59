-- For each act that flagged a likely double: the number of the other case, where it is of the same programme.
SELECT d.act_id, o.number
FROM cases_duplicate d
JOIN cases_case o ON o.id = d.other_id
WHERE d.programme_id = %(programme)s AND d.event = 'FLAGGED' AND o.programme_id = d.programme_id
ORDER BY d.act_id, o.number
