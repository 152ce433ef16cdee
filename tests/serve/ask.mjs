// Ask the endpoints given a SELECT through Comunica; print its rows as JSON, sorted.
// node ask.mjs QUERY URL [URL …]
import { QueryEngine } from "@comunica/query-sparql";

const [query, ...urls] = process.argv.slice(2);
const bindings = await new QueryEngine().queryBindings(query, {
  sources: urls.map((value) => ({ type: "sparql", value })),
});
const rows = [];
for await (const row of bindings) {
  rows.push(Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
}
console.log(JSON.stringify(rows.sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
