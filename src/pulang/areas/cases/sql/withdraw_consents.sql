-- Takes back, for some purposes, what was given last; dated on the day of the yes where that is later than the day said.
INSERT INTO cases_consent (case_id, programme_id, purpose, event, text_version, language, act_id, happened_on, recorded_at)
SELECT l.case_id, l.programme_id, l.purpose, 'WITHDRAWN', '', '', %(act_id)s,
       greatest(l.happened_on, %(happened_on)s::date), %(recorded_at)s
FROM (
    SELECT DISTINCT ON (c.purpose) c.case_id, c.programme_id, c.purpose, c.event, c.happened_on
    FROM cases_consent c
    WHERE c.case_id = %(case)s AND c.purpose = ANY (%(purposes)s)
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
    ORDER BY c.purpose, c.happened_on DESC, c.act_id DESC
) l
WHERE l.event = 'GIVEN'
