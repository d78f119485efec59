-- Functions of the trail: who looked at whom, and that nothing of it was changed afterwards.

-- SECURITY DEFINER because whoever was refused a case does not see it, and she should still learn that he asked.
CREATE OR REPLACE FUNCTION pulang_place_look() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    found_case record;
BEGIN
    IF NEW.case_id IS NULL AND NEW.number <> '' THEN
        SELECT c.id, c.person_id, c.programme_id INTO found_case FROM cases_case c WHERE c.number = NEW.number;
        IF found_case.id IS NOT NULL THEN
            NEW.case_id := found_case.id;
            NEW.person_id := found_case.person_id;
            NEW.programme := found_case.programme_id;
        END IF;
    END IF;
    RETURN NEW;
END $$;

-- The numbers of all looks at one case, lists included. A number says nothing; its row is shown as far as the context
-- reaches. SECURITY DEFINER because row security keeps the index on lists from being used. ROWS because the planner
-- takes a thousand for granted, and would rather read the whole book.
CREATE OR REPLACE FUNCTION pulang_looks_at(looked_at uuid) RETURNS SETOF bigint
LANGUAGE sql STABLE ROWS 20 SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT l.seq FROM audit_look l WHERE l.case_id = looked_at
    UNION
    SELECT l.seq FROM audit_look l WHERE l.cases @> ARRAY[looked_at]
$$;

REVOKE ALL ON FUNCTION pulang_place_look() FROM PUBLIC;
REVOKE ALL ON FUNCTION pulang_looks_at(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pulang_looks_at(uuid) TO pulang_app;
