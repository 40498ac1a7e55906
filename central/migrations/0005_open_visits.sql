-- What is still to come of a doctor or a patient is a handful among the visits of years; the tables that both engines share have no such index.
CREATE INDEX "appointments_open_of_doctor" ON "appointments" ("clinicId", "doctorId", "appointmentDate") WHERE "status" IN ('booked', 'confirmed');
--> statement-breakpoint
CREATE INDEX "appointments_open_of_patient" ON "appointments" ("clinicId", "patientId", "appointmentDate") WHERE "status" IN ('booked', 'confirmed');
