import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { InputInvalid } from '@motcua/service-kit/errors';
import { fileNameFrom, inlineDisposition } from './file-name.js';

const encode = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;

describe('the name of an uploaded file', () => {
  it('is taken from the header, with its Vietnamese marks', () => {
    assert.equal(fileNameFrom(encode('Giấy chứng sinh (bản 2).pdf')), 'Giấy chứng sinh (bản 2).pdf');
  });

  it('is the same whether a computer writes marks as letters or beside them', () => {
    assert.equal(fileNameFrom(encode('Đơn đề nghị.pdf'.normalize('NFD'))), 'Đơn đề nghị.pdf'.normalize('NFC'));
  });

  it('is read where other parameters stand beside it', () => {
    assert.equal(fileNameFrom(`Attachment; filename="a.pdf"; FileName*=utf-8'vi'%C4%91.pdf; size=3`), 'đ.pdf');
  });

  const refused: [why: string, header: string | undefined, code: string][] = [
    ['no header', undefined, 'required'],
    ['no name', 'attachment', 'required'],
    ['an empty name', "attachment; filename*=UTF-8''", 'required'],
    ['nothing but spaces', encode('   '), 'format'],
    ['a NUL', encode('a\u0000.pdf'), 'format'],
    ['a line break', encode('a\r\nX-Header: 1.pdf'), 'format'],
    ['a path', encode('../../etc/passwd.pdf'), 'format'],
    ['a path of Windows', encode('C:\\đơn.pdf'), 'format'],
    ['a mark that turns the reading direction', encode('hoso\u202efdp.exe'), 'format'],
    ['half a character', "attachment; filename*=UTF-8''%ED%A0%80.pdf", 'format'],
    ['bytes that are no UTF-8', "attachment; filename*=UTF-8''%FF.pdf", 'format'],
    ['another character set', "attachment; filename*=ISO-8859-1''a.pdf", 'required'],
    ['201 characters', encode(`${'đ'.repeat(197)}.pdf`), 'maxLength'],
  ];
  for (const [why, header, code] of refused) {
    it(`is refused with ${why}, and the fault names the header`, () => {
      assert.throws(
        () => fileNameFrom(header),
        (error) => {
          assert.ok(error instanceof InputInvalid);
          assert.deepEqual(
            error.faults.map((fault) => [fault.pointer, fault.code]),
            [['Content-Disposition:', code]],
          );
          return true;
        },
      );
    });
  }

  it('of 200 characters is taken', () => {
    const name = `${'đ'.repeat(196)}.pdf`;
    assert.equal(fileNameFrom(encode(name)), name);
  });

  it('comes back from a download as it went in, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        let name: string;
        try {
          name = fileNameFrom(encode(text));
        } catch {
          return;
        }
        const header = inlineDisposition(name);
        assert.match(header, /^[\x20-\x7e]+$/);
        assert.equal(fileNameFrom(header), name);
      }),
      { numRuns: 300, seed: 24_11_2026 },
    );
  });
});
