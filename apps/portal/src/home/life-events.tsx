import { Link } from '@tanstack/react-router';
import { Baby, FileCheck2, HeartHandshake, House, LayoutList, Store } from 'lucide-react';
import { useMessages } from '../language/use-messages.js';
import { homeMessages } from './home.messages.js';

/** What happens in a life, and the words that find its procedures. */
const lifeEvents = [
  { message: 'birth', q: 'khai sinh', Icon: Baby },
  { message: 'marriage', q: 'kết hôn', Icon: HeartHandshake },
  { message: 'house', q: 'xây dựng nhà ở', Icon: House },
  { message: 'business', q: 'hộ kinh doanh', Icon: Store },
  { message: 'copies', q: 'chứng thực bản sao', Icon: FileCheck2 },
  { message: 'all', q: undefined, Icon: LayoutList },
] as const;

export function LifeEvents() {
  const m = useMessages(homeMessages);
  return (
    <section className="stack" aria-labelledby="life-events">
      <h2 id="life-events">{m.lifeEvents}</h2>
      <ul className="life-events">
        {lifeEvents.map(({ message, q, Icon }) => (
          <li key={message}>
            <Link to="/procedures" search={q ? { q } : {}} className="life-event">
              <Icon aria-hidden="true" size={22} />
              {m[message]}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
