-- Ends every assignment of a case for some purposes (to one agency, or to all) that still stands.
-- An end recorded for an earlier day than the start takes the start's day, or it would not count.
INSERT INTO cases_assignment (case_id, programme_id, agency_id, purpose, event, act_id, happened_on, recorded_at)
SELECT l.case_id, l.programme_id, l.agency_id, l.purpose, 'ENDED', %(act_id)s,
       greatest(l.happened_on, %(happened_on)s::date), %(recorded_at)s
FROM (
    SELECT DISTINCT ON (a.agency_id, a.purpose)
           a.case_id, a.programme_id, a.agency_id, a.purpose, a.event, a.happened_on
    FROM cases_assignment a
    WHERE a.case_id = %(case)s AND a.purpose = ANY (%(purposes)s) AND %(agency)s IN ('', a.agency_id)
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.act_id)
    ORDER BY a.agency_id, a.purpose, a.happened_on DESC, a.act_id DESC
) l
WHERE l.event = 'GIVEN'
