-- A synthetic population for measuring: :size cases in programmes of 2,000, every book filled in believable shares.
-- Nobody in it exists; numbers come from a fixed seed. Run as superuser with foreign keys off, because the rows
-- are made to fit and a hundred million look-ups would only measure the look-ups.
SET session_replication_role = replica;
SELECT setseed(0.4242);

INSERT INTO audit_act (seq, id, at, by, agency, verb, programme, subject, payload, fingerprint)
SELECT 1, 'bench-0', '2026-01-01 08:00+08', 'pulang', '', 'bench', '', '', '{}', '\x00';
INSERT INTO accounts_agency (code, kind, name, place, act_id) VALUES
    ('bench-lead', 'CITY_OFFICE', 'Dinas Sosial (uji kecepatan)', '53.71', 1),
    ('bench-ministry', 'MINISTRY', 'Kementerian (uji kecepatan)', '31.71', 1);
INSERT INTO programmes_programme (code, name, procedure, lead_id, ministry_id, place, time_zone, fiscal_year, opened_on, act_id)
SELECT 'B-' || n, 'Program ' || n, 'locality-closure', 'bench-lead', 'bench-ministry', '53.71', 'Asia/Makassar', 2026, '2026-01-01', 1
FROM generate_series(0, (%(size)s - 1) / 2000) n;

CREATE TEMP TABLE made AS
SELECT n, gen_random_uuid() AS case_id, gen_random_uuid() AS person_id, 'B-' || n / 2000 AS programme_id,
       1 + n AS act_id, date '2026-01-01' + (random() * 120)::int AS opened_on, random() AS r
FROM generate_series(1, %(size)s) n;
UPDATE made SET programme_id = 'B-' || (n - 1) / 2000;

INSERT INTO audit_act (seq, id, at, by, agency, verb, programme, subject, payload, fingerprint)
SELECT act_id, 'bench-' || n, opened_on + time '09:00', 'pulang', '', 'cases.case.register', programme_id, 'K-' || n, '{}', '\x00' FROM made;
INSERT INTO people_person (id, papers, act_id) SELECT person_id, 'NONE', act_id FROM made;
INSERT INTO cases_case (id, number, programme_id, person_id, alias, site, block, origin, home, children_with, adults_with, opened_on, recorded_at, act_id)
SELECT case_id, b.number, programme_id, person_id, 'Melati ' || n, 'S1', 'B' || n % 4,
       (ARRAY['35','32','33','52','73','18','53'])[1 + n % 7], (ARRAY['35.78','32.04','33.74','52.01','73.71','18.71','53.71'])[1 + n % 7],
       n % 3, 0, opened_on, opened_on + time '09:00', act_id FROM made JOIN bench_numbers b USING (n);
INSERT INTO cases_choice (case_id, programme_id, act_id, happened_on, recorded_at, choice, informed, companion)
SELECT case_id, programme_id, act_id, opened_on, opened_on + time '09:00',
       CASE WHEN r < 0.7 THEN 'RETURN' WHEN r < 0.8 THEN 'STAY' WHEN r < 0.9 THEN 'ALONE' ELSE 'UNDECIDED' END,
       CASE WHEN random() < 0.8 THEN 'CONVERSATION' ELSE 'NOT_INFORMED' END, false FROM made;
INSERT INTO cases_choice (case_id, programme_id, act_id, happened_on, recorded_at, choice, informed, companion)
SELECT case_id, programme_id, act_id, opened_on + 20, opened_on + 20 + time '09:00', 'RETURN', 'CONVERSATION', false
FROM made WHERE random() < 0.25;
INSERT INTO cases_consent (case_id, programme_id, act_id, happened_on, recorded_at, purpose, event, text_version, language, until)
SELECT case_id, programme_id, act_id, opened_on, opened_on + time '09:00', p, 'GIVEN', '1', 'id', opened_on + 300 + (random() * 60)::int
FROM made, unnest(ARRAY['RETURN', 'RECEIVING_OFFICE', 'PAYMENT']) p WHERE random() < 0.85;
INSERT INTO cases_consent (case_id, programme_id, act_id, happened_on, recorded_at, purpose, event, text_version, language, until)
SELECT case_id, programme_id, act_id, opened_on + 40, opened_on + 40 + time '09:00', 'RECEIVING_OFFICE', 'WITHDRAWN', '', '', NULL
FROM made WHERE random() < 0.03;
INSERT INTO cases_attempt (case_id, programme_id, act_id, happened_on, recorded_at, round, kind, outcome, attesters)
SELECT case_id, programme_id, act_id, opened_on + 10, opened_on + 10 + time '09:00', '', 'IN_PERSON',
       CASE WHEN random() < 0.7 THEN 'ACCEPTED' ELSE 'NOT_REACHED' END, '{}' FROM made;
INSERT INTO cases_attempt (case_id, programme_id, act_id, happened_on, recorded_at, round, kind, outcome, attesters)
SELECT case_id, programme_id, act_id, opened_on + 30, opened_on + 30 + time '09:00', '', 'ATTESTED', 'ACCEPTED', '{pokja,opsi}'
FROM made WHERE random() < 0.2;
INSERT INTO cases_screening (case_id, programme_id, act_id, happened_on, recorded_at, outcome, trained)
SELECT case_id, programme_id, act_id, opened_on + 12, opened_on + 12 + time '09:00',
       CASE WHEN random() < 0.95 THEN 'CLEAR' ELSE 'CARE_NEEDED' END, true FROM made WHERE random() < 0.8;
INSERT INTO cases_duplicate (case_id, programme_id, act_id, happened_on, recorded_at, other_id, event, reason)
SELECT case_id, programme_id, act_id, opened_on, opened_on + time '09:00', lag(case_id, 1, gen_random_uuid()) OVER (ORDER BY n), 'FLAGGED', ''
FROM made WHERE random() < 0.02;
INSERT INTO aid_listing (case_id, programme_id, act_id, happened_on, recorded_at, decree, event)
SELECT case_id, programme_id, act_id, opened_on + 60, opened_on + 60 + time '09:00', 'SK-1', 'LISTED' FROM made WHERE random() < 0.4;
INSERT INTO aid_channel (case_id, programme_id, act_id, happened_on, recorded_at, kind, event, own_name)
SELECT case_id, programme_id, act_id, opened_on + 15, opened_on + 15 + time '09:00', 'BANK_ACCOUNT', 'READY', random() < 0.9
FROM made WHERE random() < 0.6;
INSERT INTO journeys_itinerary (case_id, programme_id, act_id, happened_on, recorded_at, event, reaches, departs_on, arrives_on, legs)
SELECT m.case_id, m.programme_id, m.act_id, m.opened_on + 70, m.opened_on + 70 + time '09:00',
       CASE WHEN random() < 0.5 THEN 'PLANNED' ELSE 'TICKETS_CONFIRMED' END, c.home, m.opened_on + 90, m.opened_on + 92, '[]'
FROM made m JOIN cases_case c ON c.id = m.case_id WHERE random() < 0.3;
INSERT INTO cases_travelwish (case_id, programme_id, act_id, happened_on, recorded_at, discreet, escort, not_before, not_after)
SELECT case_id, programme_id, act_id, opened_on, opened_on + time '09:00', random() < 0.4, false, opened_on + 80, opened_on + 200
FROM made WHERE random() < 0.3;
INSERT INTO journeys_receiver (case_id, programme_id, act_id, happened_on, recorded_at, agency_id, event)
SELECT case_id, programme_id, act_id, opened_on + 75, opened_on + 75 + time '09:00', 'bench-lead', 'ACKNOWLEDGED' FROM made WHERE random() < 0.25;
INSERT INTO cases_objection (case_id, programme_id, act_id, happened_on, recorded_at, ref, event, topic, due_on)
SELECT case_id, programme_id, act_id, opened_on + 50, opened_on + 50 + time '09:00', 'O-1', 'RAISED', 'DATE', opened_on + 64 FROM made WHERE random() < 0.01;
INSERT INTO cases_move (case_id, programme_id, act_id, happened_on, recorded_at, move)
SELECT case_id, programme_id, act_id, opened_on + 91, opened_on + 91 + time '09:00', 'DEPARTED' FROM made WHERE random() < 0.08;
INSERT INTO readiness_waiver (case_id, programme_id, act_id, happened_on, recorded_at, gate, event, reason, until)
SELECT case_id, programme_id, act_id, opened_on + 5, opened_on + 5 + time '09:00', 'screening-done', 'GIVEN', 'uji', opened_on + 200
FROM made WHERE random() < 0.002;
SELECT setval(pg_get_serial_sequence('audit_act', 'seq'), (SELECT max(seq) FROM audit_act));
SET session_replication_role = origin;
