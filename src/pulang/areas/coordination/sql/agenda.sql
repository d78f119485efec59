-- The points of a programme's agendas as of a day, as known at a moment: each as it was last written.
SELECT m.code, latest.code, latest.event, latest.question, latest.gate, latest.cases, latest.missing, latest.proposed,
       latest.note, latest.version, latest.asked, latest.partner, latest.incident
FROM coordination_meeting m
JOIN LATERAL (
    SELECT DISTINCT ON (i.code) i.code, i.event, i.question, i.gate, i.cases, i.missing, i.proposed, i.note,
           i.asked, i.partner, i.incident,
           count(*) OVER (PARTITION BY i.code) AS version, min(i.act_id) OVER (PARTITION BY i.code) AS first
    FROM coordination_agendaitem i
    WHERE i.meeting_id = m.id AND i.happened_on <= %(day)s AND i.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id AND s.recorded_at < %(known)s)
    ORDER BY i.code, i.act_id DESC
) latest ON true
WHERE m.programme_id = %(programme)s
ORDER BY m.code, latest.first
