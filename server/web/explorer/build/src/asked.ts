// What a component asks of the server.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { AskError } from './ask';

/** useAsked asks the server, again where what is asked for changes. */
export function useAsked<T>(key: string, asking: (signal: AbortSignal) => Promise<T>): { answer: T | null; problem: string } {
  const answer = useSignal<{ key: string; value: T } | null>(null);
  const problem = useSignal('');
  useEffect(() => {
    const abort = new AbortController();
    problem.value = '';
    asking(abort.signal).then(
      value => { answer.value = { key, value }; },
      (cause: unknown) => { if (!abort.signal.aborted) problem.value = cause instanceof AskError ? cause.message : String(cause); },
    );
    return () => abort.abort();
  }, [key]);
  return { answer: answer.value?.key === key ? answer.value.value : null, problem: problem.value };
}
