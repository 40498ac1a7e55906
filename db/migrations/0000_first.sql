CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`email` text NOT NULL,
	`mobileNumber` text,
	`fullName` text NOT NULL,
	`role` text NOT NULL,
	`isActive` integer NOT NULL,
	`isVerified` integer NOT NULL,
	`locale` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`clinicId`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_mobile_number` ON `users` (`clinicId`,`mobileNumber`) WHERE "users"."mobileNumber" is not null;--> statement-breakpoint
CREATE TABLE `clinics` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`phone` text NOT NULL,
	`timeZone` text NOT NULL,
	`currency` text NOT NULL,
	`locale` text NOT NULL,
	`bookingHorizonDays` integer NOT NULL,
	`slotStartTime` text NOT NULL,
	`slotEndTime` text NOT NULL,
	`slotLengthMinutes` integer NOT NULL,
	`idleLockMinutes` integer NOT NULL,
	`printHeader` text NOT NULL,
	`isDemo` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `departments` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`name` text NOT NULL,
	`icon` text NOT NULL,
	`description` text NOT NULL,
	`isActive` integer NOT NULL,
	`examinationFeeMinor` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `departments_name` ON `departments` (`clinicId`,`name`);--> statement-breakpoint
CREATE TABLE `doctors` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`departmentId` text NOT NULL,
	`roomId` text,
	`title` text NOT NULL,
	`specialization` text NOT NULL,
	`licenseNumber` text,
	`experienceYears` integer NOT NULL,
	`consultationFeeMinor` integer NOT NULL,
	`bio` text NOT NULL,
	`rating` real NOT NULL,
	`avatarUrl` text,
	`totalReviews` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `doctors_department` ON `doctors` (`clinicId`,`departmentId`);--> statement-breakpoint
CREATE UNIQUE INDEX `doctors_room` ON `doctors` (`clinicId`,`roomId`) WHERE "doctors"."roomId" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `doctors_license` ON `doctors` (`clinicId`,`licenseNumber`) WHERE "doctors"."licenseNumber" is not null;--> statement-breakpoint
CREATE TABLE `rooms` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`roomNumber` text NOT NULL,
	`floor` text NOT NULL,
	`departmentId` text,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rooms_number` ON `rooms` (`clinicId`,`roomNumber`);--> statement-breakpoint
CREATE TABLE `services` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`departmentId` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`priceMinor` integer NOT NULL,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `services_department` ON `services` (`clinicId`,`departmentId`);--> statement-breakpoint
CREATE TABLE `timeOff` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`scope` text NOT NULL,
	`doctorId` text,
	`roomId` text,
	`kind` text NOT NULL,
	`fromDate` text NOT NULL,
	`toDate` text NOT NULL,
	`fromTime` text,
	`toTime` text,
	`reason` text NOT NULL,
	`archivedAtMs` integer
);
--> statement-breakpoint
CREATE INDEX `time_off_days` ON `timeOff` (`clinicId`,`toDate`,`fromDate`);--> statement-breakpoint
CREATE TABLE `workingHours` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`doctorId` text NOT NULL,
	`weekday` integer NOT NULL,
	`fromTime` text NOT NULL,
	`toTime` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `working_hours_doctor` ON `workingHours` (`clinicId`,`doctorId`,`weekday`);--> statement-breakpoint
CREATE TABLE `patients` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`patientUuid` text NOT NULL,
	`recordNumber` text NOT NULL,
	`fullName` text NOT NULL,
	`searchName` text NOT NULL,
	`dateOfBirth` text,
	`gender` text,
	`phone` text,
	`email` text,
	`address` text,
	`bloodGroup` text,
	`allergies` text,
	`chronicConditions` text,
	`insuranceId` text,
	`emergencyContact` text,
	`emergencyContactPhone` text,
	`notes` text,
	`mergedIntoId` text,
	`archivedAtMs` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patients_uuid` ON `patients` (`clinicId`,`patientUuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `patients_record_number` ON `patients` (`clinicId`,`recordNumber`);--> statement-breakpoint
CREATE INDEX `patients_birth` ON `patients` (`clinicId`,`dateOfBirth`);--> statement-breakpoint
CREATE INDEX `patients_phone` ON `patients` (`clinicId`,`phone`);--> statement-breakpoint
CREATE TABLE `appointmentEvents` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`appointmentId` text NOT NULL,
	`kind` text NOT NULL,
	`atMs` integer NOT NULL,
	`byUserId` text,
	`fromDate` text,
	`fromTime` text,
	`fromDoctorId` text,
	`toDate` text,
	`toTime` text,
	`toDoctorId` text,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `appointment_events_appointment` ON `appointmentEvents` (`clinicId`,`appointmentId`,`atMs`);--> statement-breakpoint
CREATE TABLE `appointments` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`patientId` text NOT NULL,
	`doctorId` text NOT NULL,
	`departmentId` text NOT NULL,
	`serviceId` text,
	`roomId` text,
	`appointmentDate` text NOT NULL,
	`appointmentTime` text NOT NULL,
	`status` text NOT NULL,
	`kind` text NOT NULL,
	`symptoms` text NOT NULL,
	`reason` text NOT NULL,
	`notes` text NOT NULL,
	`estimatedFeeMinor` integer NOT NULL,
	`cancellationReason` text,
	`cancelledAtMs` integer,
	`rescheduledFrom` text,
	`overbookReason` text,
	`arrivedAtMs` integer,
	`calledAtMs` integer,
	`inRoomAtMs` integer,
	`leftAtMs` integer,
	`isNoShow` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_doctor_slot` ON `appointments` (`clinicId`,`doctorId`,`appointmentDate`,`appointmentTime`) WHERE "appointments"."status" <> 'cancelled' and "appointments"."kind" <> 'overbook';--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_room_slot` ON `appointments` (`clinicId`,`roomId`,`appointmentDate`,`appointmentTime`) WHERE "appointments"."roomId" is not null and "appointments"."status" <> 'cancelled' and "appointments"."kind" <> 'overbook';--> statement-breakpoint
CREATE INDEX `appointments_day` ON `appointments` (`clinicId`,`appointmentDate`,`appointmentTime`);--> statement-breakpoint
CREATE INDEX `appointments_doctor_day` ON `appointments` (`clinicId`,`doctorId`,`appointmentDate`);--> statement-breakpoint
CREATE INDEX `appointments_patient` ON `appointments` (`clinicId`,`patientId`,`appointmentDate`);--> statement-breakpoint
CREATE INDEX `appointments_department` ON `appointments` (`clinicId`,`departmentId`);--> statement-breakpoint
CREATE TABLE `medicalRecords` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`appointmentId` text NOT NULL,
	`patientId` text NOT NULL,
	`diagnosis` text NOT NULL,
	`prescription` text NOT NULL,
	`treatmentPlan` text NOT NULL,
	`notes` text NOT NULL,
	`followUpDate` text,
	`vitalSigns` text NOT NULL,
	`createdById` text,
	`signedAtMs` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `medical_records_appointment` ON `medicalRecords` (`clinicId`,`appointmentId`);--> statement-breakpoint
CREATE INDEX `medical_records_patient` ON `medicalRecords` (`clinicId`,`patientId`);--> statement-breakpoint
CREATE INDEX `medical_records_author` ON `medicalRecords` (`clinicId`,`createdById`,`createdAtMs`);--> statement-breakpoint
CREATE TABLE `recordVersions` (
	`id` text PRIMARY KEY NOT NULL,
	`clinicId` text NOT NULL,
	`createdAtMs` integer NOT NULL,
	`updatedAtMs` integer NOT NULL,
	`rowVersion` integer NOT NULL,
	`recordId` text NOT NULL,
	`versionNumber` integer NOT NULL,
	`diagnosis` text NOT NULL,
	`prescription` text NOT NULL,
	`treatmentPlan` text NOT NULL,
	`notes` text NOT NULL,
	`followUpDate` text,
	`vitalSigns` text NOT NULL,
	`signedAtMs` integer,
	`replacedAtMs` integer NOT NULL,
	`replacedById` text NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `record_versions_number` ON `recordVersions` (`clinicId`,`recordId`,`versionNumber`);--> statement-breakpoint
CREATE TABLE `auditLog` (
	`seq` integer PRIMARY KEY NOT NULL,
	`atMs` integer NOT NULL,
	`userId` text,
	`action` text NOT NULL,
	`entity` text,
	`entityId` text,
	`patientId` text,
	`detail` text NOT NULL,
	`mac` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_patient` ON `auditLog` (`patientId`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_user` ON `auditLog` (`userId`,`seq`);--> statement-breakpoint
CREATE TABLE `device` (
	`id` text PRIMARY KEY NOT NULL,
	`prefix` text NOT NULL,
	`nextDeviceSeq` integer NOT NULL,
	`nextRecordNumber` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`userId` text NOT NULL,
	`atMs` integer NOT NULL,
	`content` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `drafts_subject` ON `drafts` (`userId`,`subject`,`id`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`deviceSeq` integer PRIMARY KEY NOT NULL,
	`mutationId` text NOT NULL,
	`kind` text NOT NULL,
	`schemaVersion` integer NOT NULL,
	`atMs` integer NOT NULL,
	`changes` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_mutationId_unique` ON `outbox` (`mutationId`);--> statement-breakpoint
CREATE TABLE `patientSearchRows` (
	`searchRow` integer PRIMARY KEY NOT NULL,
	`patientId` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patient_search_patient` ON `patientSearchRows` (`patientId`);--> statement-breakpoint
CREATE TABLE `staffPins` (
	`userId` text PRIMARY KEY NOT NULL,
	`verifier` text NOT NULL
);
