CREATE TABLE `doctorDelays` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`doctorId` text NOT NULL,
	`delayDate` text NOT NULL,
	`delayMinutes` integer NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `doctor_delays_day` ON `doctorDelays` (`clinicId`,`delayDate`,`doctorId`);--> statement-breakpoint
CREATE TABLE `waitlist` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`patientId` text NOT NULL,
	`departmentId` text NOT NULL,
	`doctorId` text,
	`fromDate` text,
	`toDate` text,
	`partOfDay` text NOT NULL,
	`isUrgent` integer NOT NULL,
	`reason` text NOT NULL,
	`appointmentId` text,
	`status` text NOT NULL,
	`bookedAppointmentId` text,
	`closedAtMs` integer
);
--> statement-breakpoint
CREATE INDEX `waitlist_waiting` ON `waitlist` (`clinicId`,`departmentId`,`createdAtMs`) WHERE "waitlist"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX `waitlist_patient` ON `waitlist` (`clinicId`,`patientId`);--> statement-breakpoint
CREATE TABLE `dayCloses` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`businessDate` text NOT NULL,
	`deviceId` text NOT NULL,
	`closedAtMs` integer NOT NULL,
	`closedById` text NOT NULL,
	`expectedCashMinor` integer NOT NULL,
	`countedCashMinor` integer NOT NULL,
	`differenceReason` text NOT NULL,
	`totals` text NOT NULL,
	`auditSeq` integer NOT NULL,
	`auditMac` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `day_closes_day` ON `dayCloses` (`clinicId`,`businessDate`,`deviceId`);--> statement-breakpoint
CREATE TABLE `payments` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`receiptId` text NOT NULL,
	`kind` text NOT NULL,
	`method` text NOT NULL,
	`amountMinor` integer NOT NULL,
	`atMs` integer NOT NULL,
	`byUserId` text NOT NULL,
	`businessDate` text NOT NULL,
	`reason` text NOT NULL,
	`reference` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `payments_receipt` ON `payments` (`clinicId`,`receiptId`,`atMs`);--> statement-breakpoint
CREATE INDEX `payments_day` ON `payments` (`clinicId`,`businessDate`,`atMs`);--> statement-breakpoint
CREATE TABLE `receiptLines` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`receiptId` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`serviceId` text,
	`description` text NOT NULL,
	`quantity` integer NOT NULL,
	`unitPriceMinor` integer NOT NULL,
	`amountMinor` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `receipt_lines_position` ON `receiptLines` (`clinicId`,`receiptId`,`position`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`receiptNumber` text NOT NULL,
	`patientId` text NOT NULL,
	`appointmentId` text,
	`issuedAtMs` integer NOT NULL,
	`issuedById` text NOT NULL,
	`businessDate` text NOT NULL,
	`subtotalMinor` integer NOT NULL,
	`discountMinor` integer NOT NULL,
	`discountReason` text NOT NULL,
	`totalMinor` integer NOT NULL,
	`note` text NOT NULL,
	`voidedAtMs` integer,
	`voidReason` text NOT NULL,
	`firstPrintedAtMs` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `receipts_number` ON `receipts` (`clinicId`,`receiptNumber`);--> statement-breakpoint
CREATE INDEX `receipts_patient` ON `receipts` (`clinicId`,`patientId`,`issuedAtMs`);--> statement-breakpoint
CREATE INDEX `receipts_appointment` ON `receipts` (`clinicId`,`appointmentId`);--> statement-breakpoint
CREATE INDEX `receipts_day` ON `receipts` (`clinicId`,`businessDate`,`issuedAtMs`);--> statement-breakpoint
CREATE TABLE `printProfiles` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`deviceId` text NOT NULL,
	`document` text NOT NULL,
	`printerName` text,
	`paper` text NOT NULL,
	`copies` integer NOT NULL,
	`marginTopMm` real,
	`marginRightMm` real,
	`marginBottomMm` real,
	`marginLeftMm` real
);
--> statement-breakpoint
CREATE UNIQUE INDEX `print_profiles_document` ON `printProfiles` (`clinicId`,`deviceId`,`document`);--> statement-breakpoint
CREATE TABLE `patientMerges` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`keptId` text NOT NULL,
	`mergedId` text NOT NULL,
	`mergedAtMs` integer NOT NULL,
	`byUserId` text NOT NULL,
	`keptBefore` text NOT NULL,
	`moved` text NOT NULL,
	`undoneAtMs` integer,
	`undoneById` text
);
--> statement-breakpoint
CREATE INDEX `patient_merges_kept` ON `patientMerges` (`clinicId`,`keptId`);--> statement-breakpoint
CREATE INDEX `patient_merges_merged` ON `patientMerges` (`clinicId`,`mergedId`);--> statement-breakpoint
-- reviewed: made again below with the new column; in one transaction, so that no slot is unguarded for a moment.
DROP INDEX `appointments_doctor_slot`;--> statement-breakpoint
-- reviewed: as above.
DROP INDEX `appointments_room_slot`;--> statement-breakpoint
ALTER TABLE `appointments` ADD `holdsSlot` integer NOT NULL DEFAULT 1;--> statement-breakpoint
UPDATE `appointments` SET `holdsSlot` = 0 WHERE `kind` = 'overbook';--> statement-breakpoint
ALTER TABLE `appointments` ADD `isPriority` integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE `appointments` ADD `ticket` text;--> statement-breakpoint
ALTER TABLE `appointments` ADD `seriesId` text;--> statement-breakpoint
CREATE INDEX `appointments_no_show` ON `appointments` (`clinicId`,`patientId`) WHERE "appointments"."isNoShow";--> statement-breakpoint
CREATE INDEX `appointments_series` ON `appointments` (`clinicId`,`seriesId`) WHERE "appointments"."seriesId" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_doctor_slot` ON `appointments` (`clinicId`,`doctorId`,`appointmentDate`,`appointmentTime`) WHERE "appointments"."status" <> 'cancelled' and "appointments"."holdsSlot";--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_room_slot` ON `appointments` (`clinicId`,`roomId`,`appointmentDate`,`appointmentTime`) WHERE "appointments"."roomId" is not null and "appointments"."status" <> 'cancelled' and "appointments"."holdsSlot";--> statement-breakpoint
ALTER TABLE `clinics` ADD `queueShowsNames` integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE `clinics` ADD `queueSpeaks` integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE `clinics` ADD `waitWarnMinutes` integer NOT NULL DEFAULT 15;--> statement-breakpoint
ALTER TABLE `clinics` ADD `waitAlarmMinutes` integer NOT NULL DEFAULT 30;--> statement-breakpoint
ALTER TABLE `patients` ADD `warnings` text;--> statement-breakpoint
ALTER TABLE `device` ADD `nextReceiptNumber` integer NOT NULL DEFAULT 1;