-- The same judgement as one plain SQL view, without the line of facts and without Python: the baseline.
CREATE OR REPLACE TEMP VIEW readiness_in_sql AS
SELECT f.case_id, f.line,
       CASE
           WHEN split_part(f.line, '|', 18) IN ('STAYED', 'LEFT_ALONE', 'WITHDRAWN', 'REFERRED') THEN split_part(f.line, '|', 18)
           WHEN split_part(f.line, '|', 18) <> '' THEN split_part(f.line, '|', 18)
           WHEN split_part(f.line, '|', 1) = '' OR split_part(f.line, '|', 2) IN ('', 'NOT_INFORMED') THEN 'REGISTERED'
           WHEN split_part(f.line, '|', 1) NOT IN ('RETURN', 'ALONE') THEN 'VERIFIED'
           WHEN NOT (split_part(f.line, '|', 4) LIKE 'ACCEPTED:%'
                     AND (split_part(f.line, '|', 4) <> 'ACCEPTED:ATTESTED' OR split_part(f.line, '|', 5)::int >= 2))
                AND position('identity-verified' IN split_part(f.line, '|', 19)) = 0 THEN 'VERIFIED'
           WHEN (split_part(f.line, '|', 6) IN ('', 'CHILD', 'REFER_WITH_CONSENT') OR split_part(f.line, '|', 7) <> 't')
                AND position('screening-done' IN split_part(f.line, '|', 19)) = 0 THEN 'VERIFIED'
           WHEN split_part(f.line, '|', 8) = 't' THEN 'VERIFIED'
           WHEN split_part(f.line, '|', 1) = 'RETURN'
                AND NOT 'RETURN' = ANY (string_to_array(split_part(f.line, '|', 3), ',')) THEN 'CLEARED'
           WHEN split_part(f.line, '|', 1) = 'RETURN' AND split_part(f.line, '|', 12) IN ('', 'DROPPED') THEN 'CLEARED'
           ELSE 'PLANNED'
       END AS stage
FROM ({facts}) f
