import { useEffect, useMemo, useState } from 'preact/hooks';
import { latest } from '../components/latest.ts';
import { notifyError } from '../state/notices.ts';

/**
 * The answer to a question that changes faster than it can be answered, see `latest`.
 * @param key a new one for another question; undefined while there is none
 * @param ask called with what the last render knows; what it rejects with becomes a message on the page
 * @returns the newest answer, and whether a newer one is on its way
 */
export function useNewest<Answer>(
  key: string | undefined,
  ask: () => Promise<Answer>,
): { readonly answer: Answer | undefined; readonly busy: boolean } {
  const [answer, setAnswer] = useState<Answer>();
  const [answered, setAnswered] = useState<string>();
  const run = useMemo(() => latest((task: () => Promise<void>) => task()), []);
  useEffect(() => {
    if (key === undefined) return;
    void run(async () => {
      try {
        const found = await ask();
        setAnswer(() => found);
      } catch (error) {
        notifyError(error);
      }
      setAnswered(key);
    });
    // The key alone says when the question is another one.
  }, [key]);
  return { answer, busy: key !== answered };
}
