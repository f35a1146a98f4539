// Runs what relay-compiler has made: a fragment is refetched, one list is paged
// forwards as of a day, another backwards.
import { createRequire } from "node:module";
import relay from "relay-runtime";
import environment from "./environment.mjs";

const require = createRequire(import.meta.url);
const compiled = (name) => require(`./src/__generated__/${name}.graphql.js`);
const ask = (query, variables) => relay.fetchQuery(environment, compiled(query), variables).toPromise();
const read = (fragment, data) => environment.lookup(relay.getSingularSelector(compiled(fragment), data)).data;

// paged asks for page after page of the connection in a fragment, and returns all
// edges, which Relay gathers in its store.
async function paged(query, pageQuery, fragment, variables, connectionOf) {
  const data = await ask(query, variables);
  for (;;) {
    const { edges, pageInfo } = connectionOf(read(fragment, data));
    const more = pageInfo.hasNextPage ? ", more behind" : pageInfo.hasPreviousPage ? ", more before" : "";
    console.log(`${fragment}: ${edges.length}${more}`);
    if (!more) return edges;
    await ask(pageQuery, { ...variables, cursor: pageInfo.hasNextPage ? pageInfo.endCursor : pageInfo.startCursor });
  }
}

const { person } = await ask("documentsPersonQuery", { name: "Steve Witkoff" });
await ask("PersonRefetchQuery", { id: person.id });
const { name, met } = read("Person_person", person);
console.log(`refetched: ${name}, who met ${met.totalCount}`);

const onDay = { name, day: "2025-12-01" };
const meetings = await paged("documentsMeetingsQuery", "PersonMeetingsQuery", "Person_meetings", onDay, (data) => data.person.meetings);
for (const { attendance, node } of meetings) console.log(`${attendance} ${node.name} (${node.snapshot})`);

await paged("documentsTimelineQuery", "documentsTimelinePageQuery", "documents_timeline", { entity: "country:ua" }, (data) => data.timeline);
