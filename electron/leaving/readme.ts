// What the export of a clinic says of itself, in plain words of both languages, for whoever opens it in ten years.
import { AUDIT_PATH, MANIFEST_PATH, SCHEMA_PATH } from '../../domain/leaving.ts';

export const readmeText = (clinicName: string): string =>
  `${clinicName.replaceAll(/\p{Cc}/gu, ' ')}
Everything this clinic kept in Clinic Desk
==========================================

tables/       One file for each kind of thing (patients, appointments, medicalRecords, …), one line of JSON for each entry.
              Any programmer, and most databases, can read it. Times ending in AtMs are milliseconds since 1970 UTC; amounts
              ending in Minor are in the smallest unit of the currency; days are YYYY-MM-DD.
documents/    The files of patients, as they were added. Which is whose stands in tables/healthDocuments.ndjson (id = file name).
${SCHEMA_PATH}   What each column of each table is (JSON Schema).
${MANIFEST_PATH} How many entries there are, and the SHA-256 of every file, so that a damaged copy is found out.
${AUDIT_PATH}  Who did what and when. To be read; it is not brought back into a clinic.

To bring it back: start Clinic Desk on a PC without a clinic and choose "Bring a clinic in from an export".
Passwords, PINs and the recovery code are not inside and cannot be: whoever brings it in chooses a new password and gives
everybody else a new one under Staff.

This file holds medical data. Keep it encrypted, and delete it when it is not needed any more.


Toàn bộ dữ liệu của phòng khám trong Clinic Desk
================================================

tables/       Mỗi loại dữ liệu một tệp (patients = bệnh nhân, appointments = lịch hẹn, medicalRecords = bệnh án…), mỗi dòng là
              một mục JSON. Lập trình viên nào và hầu hết cơ sở dữ liệu đều đọc được. Thời điểm …AtMs tính bằng mili giây từ
              1970 UTC; số tiền …Minor tính theo đơn vị nhỏ nhất; ngày viết YYYY-MM-DD.
documents/    Tài liệu của bệnh nhân, nguyên bản. Tài liệu của ai thì xem tables/healthDocuments.ndjson (id = tên tệp).
${SCHEMA_PATH}   Ý nghĩa các cột của từng bảng (JSON Schema).
${MANIFEST_PATH} Số mục và mã SHA-256 của từng tệp, để phát hiện bản sao bị hỏng.
${AUDIT_PATH}  Ai đã làm gì, lúc nào. Chỉ để đọc, không nhập lại.

Để nhập lại: mở Clinic Desk trên máy chưa có phòng khám và chọn "Nhập phòng khám từ bản xuất".
Mật khẩu, mã PIN và mã khôi phục không nằm trong tệp này: người nhập chọn mật khẩu mới và cấp mật khẩu mới cho những người
khác trong mục Nhân viên.

Tệp này chứa dữ liệu y tế. Hãy giữ ở dạng mã hóa và xóa khi không còn cần.
`;
