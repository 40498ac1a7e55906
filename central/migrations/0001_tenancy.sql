-- Every table belongs to a clinic: row-level security holds it there, whatever a query says.
-- The server works as this role, which cannot bypass it; who migrates is the owner.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clinic_desk_app') THEN
    CREATE ROLE clinic_desk_app NOLOGIN NOBYPASSRLS NOSUPERUSER;
  END IF;
  EXECUTE format('GRANT clinic_desk_app TO %I', current_user);
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO clinic_desk_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clinic_desk_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO clinic_desk_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO clinic_desk_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO clinic_desk_app;
--> statement-breakpoint
-- Called by each migration that adds tables; a test of the catalogue fails on a table it forgot.
CREATE FUNCTION protect_tenant_tables() RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
  LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON public.%I USING ("clinicId" = nullif(current_setting(''app.clinic'', true), ''''))', name);
  END LOOP;
  FOR name IN
    SELECT a.attrelid::regclass::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attname = 'restId' AND NOT a.attisdropped
  LOOP
    EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON %s ("clinicId", "restId")', trim(both '"' from name) || '_rest_id', name);
  END LOOP;
END $$;
--> statement-breakpoint
SELECT protect_tenant_tables();
--> statement-breakpoint
-- A person has one number, as a user, as a patient and as a doctor.
CREATE SEQUENCE person_rest_id;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE person_rest_id TO clinic_desk_app;
--> statement-breakpoint
CREATE FUNCTION number_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."restId" := coalesce(
    (SELECT u."restId" FROM users u WHERE u."clinicId" = NEW."clinicId" AND u.id = NEW.id),
    (SELECT p."restId" FROM patients p WHERE p."clinicId" = NEW."clinicId" AND p.id = NEW.id),
    (SELECT d."restId" FROM doctors d WHERE d."clinicId" = NEW."clinicId" AND d.id = NEW.id),
    nextval('person_rest_id'));
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER one_number BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION number_of_person();
--> statement-breakpoint
CREATE TRIGGER one_number BEFORE INSERT ON patients FOR EACH ROW EXECUTE FUNCTION number_of_person();
--> statement-breakpoint
CREATE TRIGGER one_number BEFORE INSERT ON doctors FOR EACH ROW EXECUTE FUNCTION number_of_person();
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The audit trail is only added to.'; END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "auditEntries" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON "auditEntries" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Which clinics there are is asked before a clinic is known (the address decides it), so by the owner's function alone.
CREATE FUNCTION clinics_here() RETURNS TABLE (id text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c."clinicId" FROM "clinicHeads" c ORDER BY 1 LIMIT 2
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION clinics_here() TO clinic_desk_app;
