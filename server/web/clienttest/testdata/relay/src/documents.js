// The queries of a page, and a list that is paged backwards.
import { graphql } from "relay-runtime";

graphql`
  query documentsPersonQuery($name: String!) {
    person(name: $name) { id ...Person_person }
  }`;
graphql`
  query documentsMeetingsQuery($name: String!, $day: Date) { ...Person_meetings }`;
graphql`
  query documentsTimelineQuery($entity: ID!) { ...documents_timeline }`;
graphql`
  fragment documents_timeline on Query
  @refetchable(queryName: "documentsTimelinePageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 4 }, cursor: { type: "String" }) {
    timeline(entity: $entity, last: $count, before: $cursor) @connection(key: "documents_timeline") {
      edges { node { label } }
    }
  }`;
