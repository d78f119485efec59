-- Agencies that were ever given a case of a programme: one index probe for each agency, however many cases there are.
-- Whether they still see a case is decided by row security, not here.
SELECT g.code
FROM accounts_agency g
WHERE g.kind IN ('PARTNER', 'RECEIVING_OFFICE', 'CITY_OFFICE', 'PROVINCE_OFFICE')
  AND EXISTS (
      SELECT 1 FROM cases_assignment a
      WHERE a.agency_id = g.code AND a.programme_id = %(programme)s
        AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
  )
