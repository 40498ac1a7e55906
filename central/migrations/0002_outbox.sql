CREATE TABLE "outboxMessages" (
	"clinicId" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"sealedContent" text,
	"createdAtMs" bigint NOT NULL,
	"expiresAtMs" bigint NOT NULL,
	"sentAtMs" bigint,
	CONSTRAINT "outboxMessages_clinicId_id_pk" PRIMARY KEY("clinicId","id")
);
--> statement-breakpoint
-- reviewed: links are looked up by their hash; nothing asks for those of a person
DROP INDEX "reset_links_user";--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "isPending" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "emailVerifiedAtMs" bigint;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "mobileVerifiedAtMs" bigint;--> statement-breakpoint
ALTER TABLE "clinicHeads" ADD COLUMN "patientNumber" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_messages_expiry" ON "outboxMessages" USING btree ("clinicId","expiresAtMs");--> statement-breakpoint
CREATE INDEX "reset_links_token" ON "resetLinks" USING btree ("clinicId","tokenHash");
--> statement-breakpoint
SELECT protect_tenant_tables();
--> statement-breakpoint
-- The queue's own tables belong to the owner; the server may add to it what stands in its outbox, in the same transaction.
CREATE FUNCTION deliver_later(clinic text, message text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM graphile_worker.add_job('deliver', json_build_object('clinicId', clinic, 'id', message), max_attempts => 15);
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION deliver_later(text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_later(text, text) TO clinic_desk_app;
