-- Meetings of a programme as of a day, as known at a moment: the latest status, and since when it is waited for.
-- Once held, held: a plan entered afterwards, for the day it was entered on, does not undo it.
SELECT m.code, m.title, m.kind, latest.event, first.happened_on AS since, latest.planned_for,
       CASE WHEN latest.event = 'HELD' THEN latest.happened_on END AS held_on, latest.agencies, latest.source,
       coalesce(plan.agencies, '{}'), coalesce(plan.quorum, '{}'), latest.deciding, latest.note
FROM coordination_meeting m
JOIN LATERAL (
    SELECT s.event, s.planned_for, s.happened_on, s.agencies, s.source, s.deciding, s.note
    FROM coordination_meetingstatus s
    WHERE s.meeting_id = m.id AND s.happened_on <= %(day)s AND s.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike x WHERE x.struck_id = s.act_id AND x.recorded_at < %(known)s)
    ORDER BY s.event = 'HELD' DESC, s.happened_on DESC, s.act_id DESC
    LIMIT 1
) latest ON true
JOIN LATERAL (
    SELECT min(s.happened_on) AS happened_on
    FROM coordination_meetingstatus s
    WHERE s.meeting_id = m.id AND s.happened_on <= %(day)s AND s.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike x WHERE x.struck_id = s.act_id AND x.recorded_at < %(known)s)
) first ON true
LEFT JOIN LATERAL (
    SELECT s.agencies, s.quorum
    FROM coordination_meetingstatus s
    WHERE s.meeting_id = m.id AND s.event IN ('EXPECTED', 'PLANNED')
      AND s.happened_on <= %(day)s AND s.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike x WHERE x.struck_id = s.act_id AND x.recorded_at < %(known)s)
    ORDER BY s.happened_on DESC, s.act_id DESC
    LIMIT 1
) plan ON true
WHERE m.programme_id = %(programme)s
ORDER BY first.happened_on, m.code
