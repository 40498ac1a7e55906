// What a refused decision about a visit is called in the REST API: the field it belongs to, and words for people.
import type { Failure } from '../../domain/failure.ts';

type Place = 'doctor_id' | 'department_id' | 'appointment_date' | 'appointment_time';

/** Where a client looks for it when booking; undefined for what is about the visit as a whole. */
export function fieldOf(failure: Failure, today: string): Place | undefined {
  switch (failure.code) {
    case 'doctor_inactive':
      return 'doctor_id';
    case 'department_inactive':
    case 'doctor_other_department':
      return 'department_id';
    case 'outside_horizon':
    case 'clinic_closed':
      return 'appointment_date';
    case 'slot_in_past':
      return failure.date < today ? 'appointment_date' : 'appointment_time';
    case 'slot_taken':
    case 'off_grid':
    case 'outside_hours':
    case 'doctor_on_leave':
    case 'patient_busy':
    case 'room_taken':
      return 'appointment_time';
    default:
      return undefined;
  }
}

export function refusalText(failure: Failure): string {
  switch (failure.code) {
    case 'doctor_inactive':
      return 'This doctor does not receive at present.';
    case 'department_inactive':
      return 'This department does not receive at present.';
    case 'doctor_other_department':
      return 'The doctor does not work in this department.';
    case 'outside_horizon':
      return `Appointments can be booked until ${failure.lastDate}.`;
    case 'clinic_closed':
      return 'The clinic is closed on this day.';
    case 'slot_in_past':
      return 'This time has passed.';
    case 'slot_taken':
      return 'This time is taken. Please choose another.';
    case 'off_grid':
      return 'There is no appointment at this time: they begin every half hour.';
    case 'outside_hours':
      return 'The doctor does not receive at this time.';
    case 'doctor_on_leave':
      return 'The doctor is away at this time.';
    case 'patient_busy':
      return 'There is another appointment of yours at this time.';
    case 'room_taken':
      return 'No room is free at this time. Please choose another.';
    case 'patient_archived':
      return 'This patient record is closed. Please call the clinic.';
    case 'status_forbids':
      return `An appointment that is ${failure.status} can no longer be changed like this.`;
    case 'record_exists':
      return 'There is a medical record of this appointment: it can no longer be cancelled or moved.';
    case 'too_late_to_change':
      return 'Appointments can be changed until 24 hours before they begin. Please call the clinic.';
    case 'visit_over':
      return 'This appointment is over.';
    case 'reason_required':
      return 'Please give a reason.';
    case 'not_your_appointment':
      return 'This is not an appointment of yours.';
    case 'service_inactive':
      return 'This service is not offered at present.';
    case 'service_other_department':
      return 'This service belongs to another department.';
    case 'record_empty':
      return 'Nothing was written.';
    case 'follow_up_in_past':
      return 'The follow-up date has passed.';
    case 'chart_closed':
      return 'This chart is closed to all but the doctors who treat the patient.';
    default:
      return 'This cannot be done.';
  }
}
