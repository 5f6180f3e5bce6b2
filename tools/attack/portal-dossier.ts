const person = { fullName: 'Trần Minh Quân', identityNumber: '095085000024', phone: '0912000002' };

/** The registration of a birth as the national portal hands it over, under a number of its own. */
export function birthThroughPortal(number: string): object {
  return {
    number,
    procedureCode: '1.001193',
    competentAgency: 'ubnd-phuong-bac-lieu',
    submitter: person,
    answers: {
      applicant: { ...person, relationship: 'father', residence: { communeCode: '31825', street: '12 Trần Phú' } },
      child: {
        fullName: 'Nguyễn An',
        dateOfBirth: '2026-11-20',
        sex: 'female',
        ethnicity: 'Kinh',
        nationality: 'Việt Nam',
        placeOfBirth: 'Bệnh viện Bạc Liêu',
        homeTown: 'Bạc Liêu',
      },
      mother: {
        fullName: 'Lê Thị Hồng',
        dateOfBirth: '1990-05-12',
        ethnicity: 'Kinh',
        nationality: 'Việt Nam',
        residence: 'Bạc Liêu',
      },
      registration: { timing: 'onTime', wantsCopies: 'no' },
      truthful: true,
    },
    components: [
      {
        code: 'birth-attestation',
        files: [{ name: 'Giấy chứng sinh.pdf', mediaType: 'application/pdf', base64: smallPdf }],
      },
    ],
  };
}

const smallPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
).toString('base64');
