const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
).toString('base64');

const place = { communeCode: '31825', street: '12 Trần Phú' };
const commune = 'ubnd-phuong-bac-lieu';

/** People of the demonstration, and one whom nobody here knows. */
const people = [
  { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: '095190000017', phone: '0912000001' },
  { fullName: 'Trần Minh Quân', identityNumber: '095085000024', phone: '0912000002' },
  { fullName: 'Lê Thị Hồng Gấm', identityNumber: '096192000035', phone: '0912000003' },
];

/** @param {typeof people[number]} person */
function birth(person, child = 'Nguyễn An') {
  return {
    procedureCode: '1.001193',
    competentAgency: commune,
    submitter: person,
    answers: {
      applicant: { ...person, relationship: 'mother', residence: place },
      child: {
        ...{ fullName: child, dateOfBirth: '2026-11-20', sex: 'female', ethnicity: 'Kinh', nationality: 'Việt Nam' },
        ...{ placeOfBirth: 'Bệnh viện Bạc Liêu', homeTown: 'Bạc Liêu' },
      },
      mother: {
        ...{ fullName: person.fullName, dateOfBirth: '1990-05-12', ethnicity: 'Kinh', nationality: 'Việt Nam' },
        residence: 'Bạc Liêu',
      },
      registration: { timing: 'onTime', wantsCopies: 'no' },
      truthful: true,
    },
    components: [
      {
        code: 'birth-attestation',
        files: [{ name: 'Giấy chứng sinh.pdf', mediaType: 'application/pdf', base64: pdf }],
      },
    ],
  };
}

/** @param {typeof people[number]} person */
function business(person, name = 'Quán Ngọc') {
  return {
    procedureCode: '1.001612',
    competentAgency: commune,
    submitter: person,
    answers: {
      owner: { ...person, dateOfBirth: '1990-05-12', sex: 'female', residence: 'Bạc Liêu' },
      business: {
        ...{ name, ...place, mainLine: 'Quán ăn', capitalVnd: 50_000_000, workers: 2, startsOn: '2027-01-04' },
      },
      founders: { kind: 'individual' },
      truthful: true,
    },
    components: [],
  };
}

/** What the demonstration's portal has been handed: dossiers that fit, and two that do not. */
export function sampleDossiers() {
  const [ngoc, quan, gam] = people;
  return [
    birth(ngoc),
    birth(gam, 'Lê Minh Khôi'),
    business(quan, 'Tạp hóa Minh Quân'),
    business(ngoc),
    business(gam, 'Cà phê Hồng Gấm'),
    birth(quan, 'Trần Bảo Châu'),
    { ...birth(quan), answers: { ...birth(quan).answers, truthful: false, child: {} } },
    { ...business(gam), procedureCode: '9.999999' },
  ];
}
