-- The audit chain only grows. A changed or missing entry is also found by its MACs; these say so at once.
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `auditLog` BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `auditLog` BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
