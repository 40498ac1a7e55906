// What people are written, in their language. No name of a doctor or department, nothing of why they come: mail is read by others.
import { CODE_MINUTES } from '../accounts/one-time-codes.ts';
import { LINK_MINUTES } from '../accounts/reset-links.ts';

type Locale = 'en' | 'vi';
type Words = { subject: string; text: string };

export const codeWords = (locale: Locale, code: string): Words =>
  locale === 'vi'
    ? {
        subject: `Mã xác nhận: ${code}`,
        text: `Mã xác nhận của bạn là ${code}. Mã có hiệu lực ${CODE_MINUTES} phút. Không đưa mã này cho bất kỳ ai. Nếu bạn không yêu cầu, hãy bỏ qua tin nhắn này.`,
      }
    : {
        subject: `Your code: ${code}`,
        text: `Your code is ${code}. It is good for ${CODE_MINUTES} minutes. Give it to nobody. If you did not ask for it, ignore this message.`,
      };

export const linkWords = (locale: Locale, link: string): Words =>
  locale === 'vi'
    ? {
        subject: 'Đặt lại mật khẩu',
        text: `Mở liên kết này để đặt mật khẩu mới: ${link}\n\nLiên kết dùng được một lần, trong ${LINK_MINUTES} phút. Nếu bạn không yêu cầu, hãy bỏ qua thư này: mật khẩu của bạn không thay đổi.`,
      }
    : {
        subject: 'Set a new password',
        text: `Open this link to set a new password: ${link}\n\nIt works once, within ${LINK_MINUTES} minutes. If you did not ask for it, ignore this message: your password stays as it is.`,
      };

export const passwordChangedWords = (locale: Locale): Words =>
  locale === 'vi'
    ? {
        subject: 'Mật khẩu đã được thay đổi',
        text: 'Mật khẩu tài khoản của bạn vừa được thay đổi. Nếu không phải bạn, hãy gọi cho phòng khám ngay.',
      }
    : {
        subject: 'Your password was changed',
        text: 'The password of your account was changed just now. If that was not you, call the clinic at once.',
      };
