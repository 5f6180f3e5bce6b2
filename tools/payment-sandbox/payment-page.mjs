const words = {
  vi: {
    title: 'Cổng thanh toán thử nghiệm',
    note: 'Đây là cổng thanh toán mô phỏng: không có khoản tiền nào bị trừ.',
    of: 'Hồ sơ',
    amount: 'Số tiền',
    number: 'Mã giao dịch',
    pay: 'Thanh toán',
    fail: 'Báo thanh toán thất bại',
    over: 'Giao dịch này đã kết thúc.',
    back: 'Quay lại trang hồ sơ',
    mischief: 'Thử các tình huống trục trặc',
    late: 'Báo kết quả chậm 8 giây',
    repeat: 'Báo kết quả ba lần',
    reversed: 'Báo kết quả sai thứ tự',
    silent: 'Không báo kết quả (hệ thống phải tự hỏi)',
  },
  en: {
    title: 'Test payment provider',
    note: 'This provider is a stand-in: no money is taken.',
    of: 'Dossier',
    amount: 'Amount',
    number: 'Transaction',
    pay: 'Pay',
    fail: 'Let the payment fail',
    over: 'This transaction is over.',
    back: 'Back to the dossier',
    mischief: 'Try what can go wrong',
    late: 'Tell the outcome 8 seconds late',
    repeat: 'Tell the outcome three times',
    reversed: 'Tell the outcome out of order',
    silent: 'Do not tell the outcome (the platform has to ask)',
  },
};

const style = `
  body { margin: 0; background: #eef1f4; color: #1b2430; font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem; background: #fff; border-radius: 6px; }
  h1 { font-size: 22px; line-height: 1.35; margin-top: 0; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; }
  dt { color: #566273; } dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .amount { font-size: 22px; font-weight: 600; }
  button { font: inherit; padding: 8px 20px; border-radius: 6px; border: 1px solid #3b4a5c; background: #fff; cursor: pointer; }
  button.first { background: #33475b; color: #fff; }
  label { display: block; } form { display: grid; gap: 16px; } .row { display: flex; gap: 12px; flex-wrap: wrap; }`;

/**
 * The page on which somebody pays, or lets it fail.
 * @param {import('./sandbox.mjs').Payment} payment
 * @param {boolean} isOver
 */
export function paymentPage({ language, description, amountVnd, reference, returnUrl }, isOver) {
  const m = words[language === 'en' ? 'en' : 'vi'];
  const amount = `${new Intl.NumberFormat(language === 'en' ? 'en' : 'vi').format(amountVnd)} đồng`;
  const box = (/** @type {'late' | 'repeat' | 'reversed' | 'silent'} */ name) =>
    `<label><input type="checkbox" name="${name}"> ${m[name]}</label>`;
  const form = `<form method="post">
    <div class="row"><button class="first" name="action" value="pay">${m.pay}</button>
    <button name="action" value="fail">${m.fail}</button></div>
    <details><summary>${m.mischief}</summary>${box('late')}${box('repeat')}${box('reversed')}${box('silent')}</details>
  </form>`;
  return `<!doctype html>
<html lang="${language === 'en' ? 'en' : 'vi'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>${m.title}</title><style>${style}</style></head>
<body><main>
  <h1>${m.title}</h1>
  <p>${m.note}</p>
  <dl><dt>${m.of}</dt><dd>${escape(description)}</dd><dt>${m.amount}</dt><dd class="amount">${amount}</dd><dt>${m.number}</dt><dd>${reference}</dd></dl>
  ${isOver ? `<p>${m.over}</p><p><a href="${escape(returnUrl)}">${m.back}</a></p>` : form}
</main></body></html>`;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
