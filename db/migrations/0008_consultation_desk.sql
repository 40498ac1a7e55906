CREATE TABLE `brokenGlass` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`patientId` text NOT NULL,
	`userId` text NOT NULL,
	`reason` text NOT NULL,
	`brokenAtMs` integer NOT NULL,
	`expiresAtMs` integer NOT NULL,
	`reviewedAtMs` integer,
	`reviewedById` text,
	`reviewNote` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `broken_glass_patient` ON `brokenGlass` (`clinicId`,`patientId`,`userId`);--> statement-breakpoint
CREATE INDEX `broken_glass_to_review` ON `brokenGlass` (`clinicId`,`reviewedAtMs`,`brokenAtMs`);--> statement-breakpoint
CREATE TABLE `chartRestrictions` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`patientId` text NOT NULL,
	`reason` text NOT NULL,
	`restrictedById` text NOT NULL,
	`liftedAtMs` integer,
	`liftedById` text
);
--> statement-breakpoint
CREATE INDEX `chart_restrictions_patient` ON `chartRestrictions` (`clinicId`,`patientId`);--> statement-breakpoint
CREATE TABLE `diagnosisCodes` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`code` text NOT NULL,
	`text` text NOT NULL,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `diagnosis_codes_code` ON `diagnosisCodes` (`clinicId`,`code`);--> statement-breakpoint
CREATE TABLE `problems` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`patientId` text NOT NULL,
	`codeSystem` text NOT NULL,
	`code` text NOT NULL,
	`text` text NOT NULL,
	`status` text NOT NULL,
	`onsetDate` text,
	`resolvedDate` text,
	`notes` text NOT NULL,
	`notedById` text NOT NULL,
	`archivedAtMs` integer
);
--> statement-breakpoint
CREATE INDEX `problems_patient` ON `problems` (`clinicId`,`patientId`);--> statement-breakpoint
CREATE TABLE `recordDiagnoses` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`recordId` text NOT NULL,
	`appointmentId` text NOT NULL,
	`patientId` text NOT NULL,
	`lineNumber` integer NOT NULL,
	`codeSystem` text NOT NULL,
	`code` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `record_diagnoses_record` ON `recordDiagnoses` (`clinicId`,`recordId`,`lineNumber`);--> statement-breakpoint
CREATE INDEX `record_diagnoses_patient` ON `recordDiagnoses` (`clinicId`,`patientId`);--> statement-breakpoint
CREATE INDEX `record_diagnoses_code` ON `recordDiagnoses` (`clinicId`,`codeSystem`,`code`);--> statement-breakpoint
CREATE TABLE `doctorNotes` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`doctorId` text NOT NULL,
	`patientId` text NOT NULL,
	`noteText` text NOT NULL,
	`isAudioTranscript` integer NOT NULL,
	`isSharedWithPatient` integer NOT NULL,
	`archivedAtMs` integer
);
--> statement-breakpoint
CREATE INDEX `doctor_notes_of` ON `doctorNotes` (`clinicId`,`doctorId`,`patientId`,`createdAtMs`);--> statement-breakpoint
CREATE INDEX `doctor_notes_patient` ON `doctorNotes` (`clinicId`,`patientId`,`createdAtMs`);--> statement-breakpoint
CREATE TABLE `followUpCalls` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`recordId` text NOT NULL,
	`patientId` text NOT NULL,
	`calledAtMs` integer NOT NULL,
	`byUserId` text NOT NULL,
	`outcome` text NOT NULL,
	`againOnDate` text,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `follow_up_calls_record` ON `followUpCalls` (`clinicId`,`recordId`,`calledAtMs`);--> statement-breakpoint
CREATE INDEX `follow_up_calls_patient` ON `followUpCalls` (`clinicId`,`patientId`);--> statement-breakpoint
CREATE TABLE `savedPatients` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`doctorId` text NOT NULL,
	`patientId` text NOT NULL,
	`consultationNotes` text NOT NULL,
	`lastConsultationAtMs` integer,
	`savedAtMs` integer NOT NULL,
	`removedAtMs` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_patients_once` ON `savedPatients` (`clinicId`,`doctorId`,`patientId`);--> statement-breakpoint
CREATE INDEX `saved_patients_saved` ON `savedPatients` (`clinicId`,`doctorId`,`savedAtMs`);--> statement-breakpoint
CREATE INDEX `saved_patients_patient` ON `savedPatients` (`clinicId`,`patientId`);--> statement-breakpoint
CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`doctorId` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`shortcut` text NOT NULL,
	`content` text NOT NULL,
	`archivedAtMs` integer
);
--> statement-breakpoint
CREATE INDEX `templates_kind` ON `templates` (`clinicId`,`kind`,`name`);--> statement-breakpoint
CREATE TABLE `healthDocuments` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`patientId` text NOT NULL,
	`appointmentId` text,
	`fileName` text NOT NULL,
	`fileSizeBytes` integer NOT NULL,
	`fileType` text NOT NULL,
	`documentType` text NOT NULL,
	`title` text NOT NULL,
	`sourceDoctor` text NOT NULL,
	`dateOfRecord` text,
	`notes` text NOT NULL,
	`pageCount` integer NOT NULL,
	`storedName` text NOT NULL,
	`fileIdentity` text,
	`encryptionKeyHash` text NOT NULL,
	`contentHash` text NOT NULL,
	`addedById` text NOT NULL,
	`isArchived` integer NOT NULL,
	`deletedAtMs` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `health_documents_stored_name` ON `healthDocuments` (`clinicId`,`storedName`);--> statement-breakpoint
CREATE INDEX `health_documents_type` ON `healthDocuments` (`clinicId`,`patientId`,`documentType`);--> statement-breakpoint
CREATE INDEX `health_documents_date` ON `healthDocuments` (`clinicId`,`dateOfRecord`);--> statement-breakpoint
CREATE INDEX `health_documents_newest` ON `healthDocuments` (`clinicId`,`patientId`,`createdAtMs`);--> statement-breakpoint
CREATE INDEX `health_documents_content` ON `healthDocuments` (`clinicId`,`patientId`,`contentHash`);--> statement-breakpoint
CREATE TABLE `medicines` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`name` text NOT NULL,
	`ingredients` text NOT NULL,
	`strength` text NOT NULL,
	`form` text NOT NULL,
	`usualDose` text NOT NULL,
	`usualRoute` text NOT NULL,
	`usualFrequency` text NOT NULL,
	`usualDuration` text NOT NULL,
	`usualInstructions` text NOT NULL,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `medicines_name` ON `medicines` (`clinicId`,`name`);--> statement-breakpoint
CREATE TABLE `prescriptionItems` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`recordId` text NOT NULL,
	`appointmentId` text NOT NULL,
	`patientId` text NOT NULL,
	`doctorId` text NOT NULL,
	`lineNumber` integer NOT NULL,
	`medicineId` text,
	`medicineName` text NOT NULL,
	`ingredients` text NOT NULL,
	`dose` text NOT NULL,
	`route` text NOT NULL,
	`frequency` text NOT NULL,
	`duration` text NOT NULL,
	`instructions` text NOT NULL,
	`overrideReason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `prescription_items_record` ON `prescriptionItems` (`clinicId`,`recordId`,`lineNumber`);--> statement-breakpoint
CREATE INDEX `prescription_items_patient` ON `prescriptionItems` (`clinicId`,`patientId`,`createdAtMs`);--> statement-breakpoint
CREATE INDEX `prescription_items_doctor` ON `prescriptionItems` (`clinicId`,`doctorId`,`medicineName`);--> statement-breakpoint
ALTER TABLE `recordVersions` ADD `prescriptionLines` text;--> statement-breakpoint
ALTER TABLE `recordVersions` ADD `codedDiagnoses` text;