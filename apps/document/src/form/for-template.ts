import type { ReceiptContent } from './receipt-content.js';
import { vietnamTime } from './vietnam-time.js';

/** What a template reads: the content, with its instants taken apart by Vietnam's clock. */
export function forTemplate(receipt: ReceiptContent) {
  return {
    ...receipt,
    issued: vietnamTime(receipt.issuedAt),
    accepted: vietnamTime(receipt.acceptedAt),
    due: vietnamTime(receipt.dueAt),
  };
}
