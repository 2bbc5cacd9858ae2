import type { QueryClient } from '@tanstack/react-query';
import { api } from './client';

interface PersonHit {
  id: string;
  name: string;
  employee_no: string | null;
  position: string | null;
  unit: string | null;
}

/** People by name, pinyin, initials or number, for the palette and the pickers. */
export async function findPeople(queries: QueryClient, text: string, signal: AbortSignal) {
  const page = await queries.fetchQuery({
    queryKey: ['people', 'find', text],
    queryFn: () => api.get<{ items: PersonHit[] }>('/people', { q: text, limit: 8 }, signal),
  });
  return page.items.map((person) => ({
    id: person.id,
    name: person.name,
    title: person.name,
    hint: [person.employee_no, person.position, person.unit].filter(Boolean).join(' '),
  }));
}
