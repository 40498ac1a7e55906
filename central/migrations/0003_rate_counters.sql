CREATE TABLE "rateCounters" (
	"clinicId" text NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"windowEndsAtMs" bigint NOT NULL,
	CONSTRAINT "rateCounters_clinicId_key_pk" PRIMARY KEY("clinicId","key")
);

--> statement-breakpoint
-- A crash may forget them: they are worth a minute.
ALTER TABLE "rateCounters" SET UNLOGGED;
--> statement-breakpoint
SELECT protect_tenant_tables();
