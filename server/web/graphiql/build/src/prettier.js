// What GraphiQL's "Prettify" loads when it is first pressed.
export { format } from 'prettier/standalone';
export { printers } from 'prettier/plugins/graphql';
export { parsers } from 'prettier/parser-graphql';
