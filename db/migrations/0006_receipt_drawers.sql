ALTER TABLE `payments` ADD `deviceId` text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE `receipts` ADD `deviceId` text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE `receipts` ADD `voidedById` text;--> statement-breakpoint
ALTER TABLE `receipts` ADD `voidedDeviceId` text;--> statement-breakpoint
ALTER TABLE `receipts` ADD `voidedDate` text;--> statement-breakpoint
CREATE INDEX `receipts_voided` ON `receipts` (`clinicId`,`voidedDate`) WHERE "receipts"."voidedDate" is not null;