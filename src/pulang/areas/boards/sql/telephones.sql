-- Telephones that many cases of a programme gave: how many, and some of their numbers. No telephone leaves the area, and
-- none is opened for this: equal numbers have equal digests.
SELECT count(*) AS cases, (array_agg(c.number ORDER BY c.opened_on DESC, c.number))[1:%(shown)s] AS numbers,
       max(c.opened_on) AS latest
FROM cases_case c
JOIN people_blindindex b ON b.person_id = c.person_id AND b.kind = 'PHONE'
WHERE c.programme_id = %(programme)s
  AND NOT EXISTS (
      SELECT 1 FROM people_blindindex later
      WHERE later.person_id = b.person_id AND later.kind = b.kind AND later.id > b.id
  )
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
GROUP BY b.digest
HAVING count(*) >= %(least)s
ORDER BY 1 DESC, 2
LIMIT %(limit)s
