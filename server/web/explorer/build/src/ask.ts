// One GraphQL request to this server, and what can go wrong with it.

type Trouble = 'offline' | 'busy' | 'refused';

export class AskError extends Error {
  constructor(readonly trouble: Trouble, message: string) {
    super(message);
  }
}

interface Reply<T> { data?: T | null; errors?: { message: string }[] }

const offline = 'The server does not answer. What is on the map stays; try again when it is back.';
const busy = 'The server has much to do. Try again in a moment.';

/** ask sends a question. Whoever aborts it gets the DOMException that fetch throws. */
export async function ask<T>(query: string, variables: Record<string, unknown>, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query, variables }),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new AskError('offline', offline);
  }
  if (response.status === 503 || response.status === 429) throw new AskError('busy', busy);
  const reply = await readReply<T>(response);
  if (!reply.data || reply.errors?.length) {
    throw new AskError('refused', reply.errors?.[0]?.message ?? `The server answered with status ${response.status}.`);
  }
  return reply.data;
}

async function readReply<T>(response: Response): Promise<Reply<T>> {
  try {
    return (await response.json()) as Reply<T>;
  } catch {
    return {};
  }
}
