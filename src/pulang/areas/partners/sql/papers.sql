-- Every paper of the partners of a programme (or, without a programme, of one partner) as of a day, oldest first:
-- registration, accreditation and survey follow the institution, approval, agreement and assignment are for the programme
-- alone.
WITH line AS (
    SELECT partner_id, 'registration' AS paper, event, happened_on, act_id, recorded_at, until, number, '' AS grade,
           NULL::int AS capacity, NULL::date AS starts_on, NULL::text[] AS regions, NULL::text AS programme_id
    FROM partners_registration
    UNION ALL
    SELECT partner_id, 'accreditation', event, happened_on, act_id, recorded_at, NULL, number, grade, NULL, NULL, NULL, NULL
    FROM partners_accreditation
    UNION ALL
    SELECT partner_id, 'survey', event, happened_on, act_id, recorded_at, until, '', '', NULL, NULL, NULL, NULL
    FROM partners_survey
    UNION ALL
    SELECT partner_id, 'approval', event, happened_on, act_id, recorded_at, until, number, '', NULL, NULL, NULL, programme_id
    FROM partners_approval
    UNION ALL
    SELECT partner_id, 'assignment', event, happened_on, act_id, recorded_at, until, '', '', capacity, NULL, NULL, programme_id
    FROM partners_assignment
    UNION ALL
    SELECT partner_id, 'agreement', event, happened_on, act_id, recorded_at, until, number, '', NULL, starts_on, regions,
           programme_id
    FROM partners_agreement
), standing AS (
    SELECT l.* FROM line l
    WHERE l.happened_on <= %(day)s AND l.recorded_at < %(known)s
      AND (l.programme_id IS NULL OR l.programme_id = %(programme)s)
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = l.act_id AND s.recorded_at < %(known)s)
)
SELECT a.code, a.name, s.paper, s.event, s.happened_on, s.until, s.number, s.grade, s.capacity, s.starts_on, s.regions
FROM standing s JOIN accounts_agency a ON a.code = s.partner_id
WHERE a.code = %(partner)s
   OR (%(partner)s = '' AND s.partner_id IN (SELECT x.partner_id FROM standing x WHERE x.programme_id IS NOT NULL))
ORDER BY a.name, a.code, s.happened_on, s.act_id
