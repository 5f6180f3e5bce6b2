import { DAY_MS } from './civil-date.js';

const JULIAN_DAY_OF_1970 = 2440587.5;
/** UTC+07:00, in days. */
const VIETNAM_OFFSET = 7 / 24;
const FIRST_NEW_MOON = 2415020.75933;
const SYNODIC_MONTH = 29.53058868;

/** The days in Vietnam since 1970-01-01 at a Julian day, with the time of the day as their fraction. */
function localDays(julianDay: number): number {
  return julianDay - JULIAN_DAY_OF_1970 + VIETNAM_OFFSET;
}

/**
 * New moons so close to midnight in Vietnam that the series, minutes off, gives the other day; the day is that of an independent ephemeris
 * (astronomy-engine 2.1.19): 9 December 2072 at 23:59:23 and 19 October 2085 at 00:00:16. How much the turning Earth will have slowed down
 * until then is known to no better than tens of seconds, so the notices of those years may still decide otherwise.
 */
const closeToMidnight: ReadonlyMap<number, number> = new Map([
  [2139, dayOf(2072, 12, 9)],
  [2298, dayOf(2085, 10, 19)],
]);

/**
 * The local day of the k-th new moon since 1900-01-01, within a few minutes by the series of J. Meeus, Astronomical
 * Formulae for Calculators.
 */
export function newMoonDay(k: number): number {
  const close = closeToMidnight.get(k);
  if (close !== undefined) return close;
  const t = k / 1236.85;
  const t2 = t * t;
  const t3 = t2 * t;
  const mean =
    FIRST_NEW_MOON +
    SYNODIC_MONTH * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t2);
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
  const latitude = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
  const correction =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * latitude) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * latitude + sun) -
    0.0004 * sin(2 * latitude - sun) -
    0.0006 * sin(2 * latitude + moon) +
    0.001 * sin(2 * latitude - moon) +
    0.0005 * sin(2 * moon + sun);
  // The clocks of the series run ahead of ours by what the turning Earth has lost.
  const deltaT = -0.000278 + 0.000265 * t + 0.000262 * t2;
  return Math.floor(localDays(mean + correction - deltaT));
}

/** The number of the last new moon on or before a local day. */
export function newMoonOnOrBefore(day: number): number {
  let k = Math.round((day - localDays(FIRST_NEW_MOON)) / SYNODIC_MONTH) + 1;
  while (newMoonDay(k) > day) k--;
  return k;
}

/** Which twelfth of the ecliptic, 0 from the March equinox, the sun stands in as a local day begins. */
export function sunSector(day: number): number {
  const julianDay = day + JULIAN_DAY_OF_1970 - VIETNAM_OFFSET;
  const t = (julianDay - 2451545) / 36525;
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t * t;
  const longitude =
    280.46645 +
    36000.76983 * t +
    0.0003032 * t * t +
    (1.9146 - 0.004817 * t) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.00029 * sin(3 * anomaly);
  // Aberration and nutation: the sun as it is seen.
  const apparent = longitude - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return Math.floor(((((apparent % 360) + 360) % 360) / 30) % 12);
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}

export function dayOf(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}
