import { MakeTime, SearchMoonPhase, SearchSunLongitude, SunPosition } from 'astronomy-engine';
import type { LunarDate } from './lunar-calendar.js';

const DAY_MS = 86_400_000;

interface Month extends Omit<LunarDate, 'day'> {
  readonly firstDay: number;
}

/** The instants of all new moons, and of the sun's entries into each twelfth of the ecliptic, from the end of 1899 to the end of 2102. */
export class Ephemeris {
  private readonly newMoons: number[] = [];
  private readonly entries: { readonly sector: number; readonly at: number }[] = [];

  constructor() {
    const begin = MakeTime(new Date(Date.UTC(1899, 9, 1)));
    for (let from = begin; from.date.getUTCFullYear() < 2103;) {
      const moon = SearchMoonPhase(0, from, 40);
      if (!moon) throw new Error('no new moon');
      this.newMoons.push(moon.date.getTime());
      from = moon.AddDays(25);
    }
    let sector = Math.ceil(SunPosition(begin).elon / 30) % 12;
    for (let from = begin; from.date.getUTCFullYear() < 2103; sector = (sector + 1) % 12) {
      const entry = SearchSunLongitude(sector * 30, from, 40);
      if (!entry) throw new Error('no entry');
      this.entries.push({ sector, at: entry.date.getTime() });
      from = entry.AddDays(20);
    }
  }

  /** The lunar calendar of a meridian: gives the date of a day since 1970. */
  calendar(offsetMinutes: number): (day: number) => LunarDate {
    const months = this.months((ms) => Math.floor((ms + offsetMinutes * 60_000) / DAY_MS));
    return (day) => {
      const month = months.findLast(({ firstDay }) => firstDay <= day);
      if (!month) throw new Error(`no month holds day ${day}`);
      const { firstDay, ...named } = month;
      return { ...named, day: day - firstDay + 1 };
    };
  }

  private months(dayOf: (ms: number) => number): Month[] {
    const firstDays = this.newMoons.map(dayOf);
    const entries = this.entries.map(({ sector, at }) => ({ sector, day: dayOf(at) }));
    const bare = firstDays.slice(0, -1).map((firstDay, index) => {
      const nextFirstDay = firstDays[index + 1] ?? Infinity;
      return { firstDay, entered: entries.filter(({ day }) => day >= firstDay && day < nextFirstDay) };
    });
    const solstices = bare.flatMap(({ entered }, index) => (entered.some(({ sector }) => sector === 9) ? [index] : []));
    return solstices.slice(0, -1).flatMap((first, at) => {
      const end = solstices[at + 1] ?? bare.length;
      const year = new Date(
        (bare[first]?.entered.find(({ sector }) => sector === 9)?.day ?? 0) * DAY_MS,
      ).getUTCFullYear();
      let number = 10;
      let leapSeen = end - first === 12;
      return bare.slice(first, end).map(({ firstDay, entered }): Month => {
        const leap = !leapSeen && entered.length === 0;
        if (leap) leapSeen = true;
        else number++;
        return { firstDay, leap, month: ((number - 1) % 12) + 1, year: number > 12 ? year + 1 : year };
      });
    });
  }
}
