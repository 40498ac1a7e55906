// The part of the rules engine that is used. Its own types cannot be reached through its package's exports.
declare module 'date-holidays-parser' {
  export type FoundHoliday = {
    /** `2026-02-17 00:00:00`, with an offset behind it in some zones. */
    date: string;
    name: string;
    rule: string;
    substitute?: boolean;
  };
  export default class Holidays {
    constructor(data: object, country: string);
    getHolidays(year: number, language: string): FoundHoliday[];
  }
}
