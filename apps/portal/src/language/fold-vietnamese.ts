/** Text as it is compared in a search: no marks, no capitals, đ as d; NFC and NFD alike. */
export function foldVietnamese(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
}
