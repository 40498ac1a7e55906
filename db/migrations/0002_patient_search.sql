CREATE INDEX `patients_by_name` ON `patients` (`clinicId`,`searchName`,`id`) WHERE "patients"."archivedAtMs" is null;--> statement-breakpoint
CREATE INDEX `patients_by_registration` ON `patients` (`clinicId`,`createdAtMs`,`id`) WHERE "patients"."archivedAtMs" is null;--> statement-breakpoint
CREATE INDEX `patients_archived` ON `patients` (`clinicId`,`searchName`,`id`) WHERE "patients"."archivedAtMs" is not null;--> statement-breakpoint
-- What a search may find a patient by, as words; see db/patient-search.ts. Contentless and without positions: it holds no second copy of a
-- name, and a chain of letters is verified in the registry. Prefixes of 1 to 6 letters are indexed: no Vietnamese word is much longer.
CREATE VIRTUAL TABLE `patientWords` USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6', tokenize="unicode61 remove_diacritics 2 tokenchars '_'");
--> statement-breakpoint
-- The middles of names, three letters at a time.
CREATE VIRTUAL TABLE `patientParts` USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='trigram');
--> statement-breakpoint
-- The one place that says what the words of a patient are: the folded name; every four digits of the phone in a row; and, marked with _ so
-- that nobody's name can be taken for them: _t the last three digits of the phone, _r the record number, _n its number, _b the birth day
-- as YYYYMMDD, _d its month and day, _archived.
CREATE VIEW `patientSearchTokens` AS
SELECT patientId, searchRow, searchName,
  searchName
  || coalesce(' ' || substr(digits, -13, 4) || ' ' || substr(digits, -12, 4) || ' ' || substr(digits, -11, 4) || ' ' || substr(digits, -10, 4)
    || ' ' || substr(digits, -9, 4) || ' ' || substr(digits, -8, 4) || ' ' || substr(digits, -7, 4) || ' ' || substr(digits, -6, 4)
    || ' ' || substr(digits, -5, 4) || ' ' || substr(digits, -4, 4) || ' ' || substr(digits, -3) || ' _t' || substr(digits, -3), '')
  || ' _r' || lower(replace(recordNumber, '-', '')) || ' _n' || ltrim(substr(recordNumber, instr(recordNumber, '-') + 1), '0')
  || coalesce(' _b' || replace(dateOfBirth, '-', '') || ' _d' || substr(replace(dateOfBirth, '-', ''), 5), '')
  || CASE WHEN archivedAtMs IS NULL THEN '' ELSE ' _archived' END AS words
FROM (
  SELECT patientId, searchRow, searchName, recordNumber, dateOfBirth, archivedAtMs,
    replace(replace(replace(replace(phone, ' ', ''), '-', ''), '.', ''), '+', '') AS digits
  FROM patientSearchRows JOIN patients ON patients.id = patientSearchRows.patientId
);
--> statement-breakpoint
CREATE TRIGGER `patient_search_insert` AFTER INSERT ON `patients` BEGIN
  INSERT INTO patientSearchRows (patientId) VALUES (NEW.id);
  INSERT INTO patientWords (rowid, tokens) SELECT searchRow, words FROM patientSearchTokens WHERE patientId = NEW.id;
  INSERT INTO patientParts (rowid, tokens) SELECT searchRow, searchName FROM patientSearchTokens WHERE patientId = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER `patient_search_update` AFTER UPDATE OF `searchName`, `phone`, `recordNumber`, `dateOfBirth`, `archivedAtMs` ON `patients` BEGIN
  DELETE FROM patientWords WHERE rowid = (SELECT searchRow FROM patientSearchRows WHERE patientId = NEW.id);
  DELETE FROM patientParts WHERE rowid = (SELECT searchRow FROM patientSearchRows WHERE patientId = NEW.id);
  INSERT INTO patientWords (rowid, tokens) SELECT searchRow, words FROM patientSearchTokens WHERE patientId = NEW.id;
  INSERT INTO patientParts (rowid, tokens) SELECT searchRow, searchName FROM patientSearchTokens WHERE patientId = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER `patient_search_delete` AFTER DELETE ON `patients` BEGIN
  DELETE FROM patientWords WHERE rowid = (SELECT searchRow FROM patientSearchRows WHERE patientId = OLD.id);
  DELETE FROM patientParts WHERE rowid = (SELECT searchRow FROM patientSearchRows WHERE patientId = OLD.id);
  DELETE FROM patientSearchRows WHERE patientId = OLD.id;
END;
--> statement-breakpoint
-- Patients registered before this migration.
INSERT INTO patientSearchRows (patientId) SELECT id FROM patients ORDER BY createdAtMs, id;
--> statement-breakpoint
INSERT INTO patientWords (rowid, tokens) SELECT searchRow, words FROM patientSearchTokens ORDER BY searchRow;
--> statement-breakpoint
INSERT INTO patientParts (rowid, tokens) SELECT searchRow, searchName FROM patientSearchTokens ORDER BY searchRow;
