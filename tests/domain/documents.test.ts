// What is taken as a document and what is refused: by content, with the bad inputs of the security page by their names.
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENT_LIMIT_BYTES, lookAtDocument } from '../../domain/document-content.ts';
import { refuseFutureRecord, shownFileName, titleOf } from '../../domain/documents.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import {
  aJpeg,
  anExe,
  anHtml,
  anObjectStream,
  anSvg,
  aPdf,
  aPng,
  joined,
} from '../support/document-files.ts';

const inflate = (bytes: Uint8Array, limitBytes: number) => {
  try {
    return inflateSync(bytes, { maxOutputLength: limitBytes });
  } catch {
    return null;
  }
};
const look = (bytes: Uint8Array) => lookAtDocument(bytes, inflate);
function refusalOf(bytes: Uint8Array): Failure | 'taken' {
  try {
    look(bytes);
    return 'taken';
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}
const forbidden = (part: string) => ({ code: 'pdf_forbidden', part });

describe('what a file is', () => {
  test('a PDF, a JPG and a PNG are what they say', () => {
    expect(look(aPdf())).toEqual({ fileType: 'pdf', pageCount: 1 });
    expect(look(aPdf({ pages: ['one', 'two', 'three'] }))).toEqual({ fileType: 'pdf', pageCount: 3 });
    expect(look(aJpeg())).toEqual({ fileType: 'jpg', pageCount: 1 });
    expect(look(aPng())).toEqual({ fileType: 'png', pageCount: 1 });
  });

  test('upload-html-as-pdf: a web page is no PDF, with or without the words of one behind it', () => {
    expect(refusalOf(anHtml())).toEqual({ code: 'document_type_unknown' });
    expect(refusalOf(joined(anHtml(), aPdf()))).toEqual({ code: 'document_type_unknown' });
  });

  test('upload-exe-as-jpg: a program is no picture', () => {
    expect(refusalOf(anExe())).toEqual({ code: 'document_type_unknown' });
    // With the first bytes of a picture in front it is a picture without a frame.
    expect(refusalOf(joined('\xff\xd8\xff\xe0', anExe()))).toEqual({ code: 'picture_damaged' });
  });

  test('upload-svg: a drawing that can hold scripts is not taken', () => {
    expect(refusalOf(anSvg())).toEqual({ code: 'document_type_unknown' });
    expect(refusalOf(joined('<?xml version="1.0"?>', anSvg()))).toEqual({ code: 'document_type_unknown' });
  });

  test('upload-zero-byte: an empty file is told as one', () => {
    expect(refusalOf(new Uint8Array())).toEqual({ code: 'document_empty' });
  });

  test('upload-pixel-bomb: the header is believed before anything is drawn', () => {
    const tooLarge = expect.objectContaining({ code: 'picture_too_large' });
    expect(refusalOf(aPng({ promised: [12_001, 1] }))).toEqual(tooLarge);
    expect(refusalOf(aPng({ promised: [50_000, 50_000] }))).toEqual(tooLarge);
    expect(refusalOf(aPng({ promised: [8_000, 8_000] }))).toEqual(tooLarge);
    expect(refusalOf(aPng({ promised: [0, 10] }))).toEqual({ code: 'picture_damaged' });
    expect(refusalOf(aJpeg([65_000, 65_000]))).toEqual(tooLarge);
    expect(look(aPng({ promised: [10_000, 5_000] })).fileType).toBe('png');
    expect(look(aJpeg([6_000, 8_000])).fileType).toBe('jpg');
  });

  test('a picture or a PDF that was cut off is told as damaged', () => {
    const [png, jpeg, pdf] = [aPng(), aJpeg(), aPdf()];
    expect(refusalOf(png.slice(0, -12))).toEqual({ code: 'picture_damaged' });
    expect(refusalOf(jpeg.slice(0, -2))).toEqual({ code: 'picture_damaged' });
    expect(refusalOf(pdf.slice(0, -40))).toEqual({ code: 'pdf_damaged' });
  });

  test('25 MB is the most', () => {
    expect(refusalOf(new Uint8Array(DOCUMENT_LIMIT_BYTES + 1))).toEqual({
      code: 'document_too_big',
      limitBytes: DOCUMENT_LIMIT_BYTES,
    });
  });

  test('no bytes at all break it: whatever comes is taken or refused in words', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(fc.constantFrom(aPdf(), aPng(), aJpeg()), fc.nat(), fc.uint8Array({ maxLength: 12 }))
        .map(([good, at, noise]) => {
          const bytes = good.slice();
          bytes.set(noise.slice(0, bytes.length), Math.min(at % bytes.length, bytes.length - noise.length));
          return bytes;
        }),
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        refusalOf(bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a PDF may not hold', () => {
  const script = '<< /S /JavaScript /JS (app.alert(1)) >>';

  test('pdf-openaction-js: a script that runs when it is opened', () => {
    expect(refusalOf(aPdf({ catalog: `/OpenAction ${script}` }))).toEqual(forbidden('javascript'));
    expect(refusalOf(aPdf({ catalog: '/OpenAction 10 0 R', objects: [script] }))).toEqual(
      forbidden('javascript'),
    );
    expect(refusalOf(aPdf({ catalog: `/Names << /JavaScript << /Names [(a) 10 0 R] >> >>` }))).toEqual(
      forbidden('javascript'),
    );
  });

  test.each([
    ['written with #xx', '<< /S /J#61vaScrip#74 /JS (app.alert(1)) >>'],
    ['behind a comment', '<< /S % (\n /JavaScript /JS (x) >>'],
    ['behind a closing bracket in a text', '<< /T (a \\) b) /S /JavaScript >>'],
    ['after an early endobj', '<< /A 1 endobj /S /JavaScript >>'],
    ['as a name of its own', '/JavaScript'],
  ])('pdf-openaction-js: a script %s is found', (_how, object) => {
    expect(refusalOf(aPdf({ objects: [object] }))).toEqual(forbidden('javascript'));
  });

  test('pdf-openaction-js: a script inside a packed object stream is found', () => {
    expect(refusalOf(aPdf({ objects: [anObjectStream(['<< /A 1 >>', script])] }))).toEqual(
      forbidden('javascript'),
    );
    expect(
      refusalOf(aPdf({ objects: [anObjectStream(['<< /S /Java#53cript >>'], { filter: '[/Fl]' })] })),
    ).toEqual(forbidden('javascript'));
    // The offset of the header may point into what looks like a text.
    expect(refusalOf(aPdf({ objects: [anObjectStream([`(${script})`])] }))).toEqual(forbidden('javascript'));
  });

  test('pdf-openaction-js: a script hidden in the data of another stream is found', () => {
    const inside = `<< /Length 80 >>\nstream\n77 0 obj\n${script}\nendobj\nendstream`;
    expect(refusalOf(aPdf({ objects: [inside] }))).toEqual(forbidden('javascript'));
  });

  test('an object stream packed in a way we do not read is not taken', () => {
    for (const how of [
      { filter: '[/ASCII85Decode /FlateDecode]' },
      { filter: '/LZWDecode' },
      { filter: '12 0 R' },
      { extra: '/DecodeParms << /Predictor 12 >>' },
    ])
      expect(refusalOf(aPdf({ objects: [anObjectStream(['<< /A 1 >>'], how)] }))).toEqual({
        code: 'pdf_unclear',
      });
  });

  test('programs to start, files inside, XFA forms, films and locks are told by name', () => {
    expect(refusalOf(aPdf({ catalog: '/OpenAction << /S /Launch /F (calc.exe) >>' }))).toEqual(
      forbidden('launch'),
    );
    expect(refusalOf(aPdf({ catalog: '/Names << /EmbeddedFiles << /Names [] >> >>' }))).toEqual(
      forbidden('attachment'),
    );
    expect(refusalOf(aPdf({ objects: ['<< /Subtype /FileAttachment >>'] }))).toEqual(forbidden('attachment'));
    expect(refusalOf(aPdf({ catalog: '/AcroForm << /XFA [(a) 10 0 R] >>' }))).toEqual(forbidden('xfa'));
    expect(refusalOf(aPdf({ objects: ['<< /Subtype /RichMedia >>'] }))).toEqual(forbidden('media'));
    expect(refusalOf(aPdf({ trailer: '/Encrypt 10 0 R', objects: ['<< /Filter /Standard >>'] }))).toEqual(
      forbidden('encrypted'),
    );
  });

  test('words of that kind in a text, a link, a form or a picture’s data are no danger', () => {
    expect(look(aPdf({ objects: ['<< /Title (how /JavaScript and /Launch work) >>'] })).fileType).toBe('pdf');
    expect(look(aPdf({ objects: ['<< /S /URI /URI (https://hospital.example) >>'] })).fileType).toBe('pdf');
    expect(look(aPdf({ catalog: '/AcroForm << /Fields [] >>' })).fileType).toBe('pdf');
    const noise = joined(
      '<< /Length 60 /Filter /DCTDecode >>\nstream\n',
      'xx /Launch /JavaScript xx',
      '\nendstream',
    );
    expect(look(aPdf({ objects: [noise] })).fileType).toBe('pdf');
  });

  test('an ordinary packed PDF is taken, and its pages are counted', () => {
    const packed = anObjectStream(['<< /Type /Pages /Kids [] /Count 7 >>', '<< /Title (x) >>']);
    expect(look(aPdf({ objects: [packed] }))).toEqual({ fileType: 'pdf', pageCount: 7 });
  });

  test('a file made to be read over and over is given up, not read for ever', () => {
    const many = aPdf({ objects: ['obj ( '.repeat(60_000)] });
    const startedMs = performance.now();
    expect(refusalOf(many)).toEqual({ code: 'pdf_unclear' });
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  });
});

describe('what is said of a file', () => {
  test('upload-path-filename: of a path only the last name is kept, without what steers or turns a line', () => {
    expect(shownFileName('../../etc/passwd')).toBe('passwd');
    expect(shownFileName('C:\\Users\\lan\\Kết quả.pdf')).toBe('Kết quả.pdf');
    expect(shownFileName('..\\..\\vault\\clinic.db')).toBe('clinic.db');
    expect(shownFileName('a\u0000b\u202Efdp.exe')).toBe('abfdp.exe');
    expect(shownFileName('/')).toBe('?');
    expect(shownFileName('x'.repeat(900))).toHaveLength(200);
  });

  test('upload-path-filename: no name leads anywhere', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (name) => !/[\\/\p{Cc}]/u.test(shownFileName(name))));
  });

  test('a first title is the name without its ending', () => {
    expect(titleOf('Xet_nghiem_mau.pdf')).toBe('Xet nghiem mau');
    expect(titleOf('.pdf')).toBe('.pdf');
  });

  test('a letter of tomorrow is a slip of the pen', () => {
    expect(() => refuseFutureRecord({ dateOfRecord: '2026-11-23' }, '2026-11-22')).toThrow(Refused);
    refuseFutureRecord({ dateOfRecord: '2026-11-22' }, '2026-11-22');
    refuseFutureRecord({ dateOfRecord: null }, '2026-11-22');
  });
});
