// Reads what the system starts us with: nothing, or a SMART Health Link somebody clicked. The whole link is a secret and never logged.
// Format: "shlink:/" and base64url (HL7 SMART Health Cards & Links 1.0.0).

/** `refused`: something that calls itself a link and is none, or two at once, which no click makes. The window does not even come forward. */
export type Start = { kind: 'plain' } | { kind: 'link'; link: string } | { kind: 'refused' };

/** The payload of a link with the longest label and address is under 700 characters. */
const LONGEST_LINK = 4096;

/** `argv` as the process got it. Only whole arguments that begin with the scheme are looked at; switches are somebody else's. */
export function startOf(argv: readonly string[]): Start {
  const given = argv.slice(1).filter((argument) => /^shlink:/i.test(argument));
  const [link] = given;
  if (link === undefined) return { kind: 'plain' };
  const isLink =
    given.length === 1 && link.length <= LONGEST_LINK && /^shlink:\/{1,2}[A-Za-z0-9_-]+\/?$/i.test(link);
  return isLink ? { kind: 'link', link } : { kind: 'refused' };
}
