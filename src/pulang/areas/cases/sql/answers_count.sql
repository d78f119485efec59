-- How many stored answers of a programme fit, counted no further than a limit; {of} holds the filters in use.
SELECT count(*) FROM (
    SELECT 1 FROM readiness_assessment a WHERE a.programme_id = %(programme)s {of} LIMIT %(most)s
) counted
