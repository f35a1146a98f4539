// Package ftm reads FollowTheMoney entities (https://followthemoney.tech) as
// lines of JSON, one entity a line, as Aleph and OpenSanctions export them
// (entities.ftm.json):
//
//	{"id": "Q1", "schema": "Person", "properties": {"name": ["Anna Berg"]}}
//
// # What becomes what
//
//   - Person → Person.
//   - Organization, PublicBody, Company, LegalEntity → Organization. FtM has
//     LegalEntity where the data do not say whether it is a person; Parley has no
//     kind for that. A Company is a COMPANY; the topics pol.party, gov.igo, mil,
//     gov and gov.national make a PARTY, INTERGOVERNMENTAL, ARMED_FORCE and
//     GOVERNMENT. A public body may be a state company and stays unclassified.
//   - Position → Post, which is POST_OF its organization. Only a position with
//     neither an organization nor a subnational area is POST_OF its country:
//     the mayor of Lyon does not stand for France.
//   - Occupancy → HOLDS_POST, with its period. HOLDER, also of what has ended:
//     that is what a question as of a day needs. An occupancy that has ended
//     nobody says when is FORMER, without a period, since a period that is open
//     at its end would say that it goes on. The declaration's date is saidWhen.
//   - Membership → MEMBER_OF, with role and period. One that has ended nobody
//     says when is left out, since MEMBER_OF cannot say so.
//   - Event → Meeting of status UNKNOWN, where it has somebody involved or an
//     organizer. Those involved PARTICIPATED_IN it, the organizer as HOST
//     (INFERRED); whether they came is UNKNOWN, so nobody met by it. A location
//     is a Place of these words. An event with a start alone is of that day.
//   - Family → RELATED_TO. FtM has the relationship from the person's side (the
//     relative is "mother" of the person), so the edge goes from the relative to
//     the person.
//
// Nothing is made stronger than it is. Nationality, citizenship, a country of
// birth, a jurisdiction and the country of an organization or an event describe;
// none of them is membership, office or place, and they make no edge. A person's
// position in words describes too. Associates are no kin and are left out.
//
// # Ids and names
//
// An id is the name and the entity's own id, or a digest of it where that is
// long or has signs: person:anna-berg-Q1; two hyphens stand before an own id that
// has some: person:anna-berg--ofac-36. The FtM id, the Wikidata id and the
// LEI are kept as identifiers. The name is the caption where that is one of the
// names, else the first name; the others, aliases and previous names are
// aliases, weak aliases are not. The evidence of each fact is the file as a
// source, with the entity's id as the locator.
//
// Country codes are ISO 3166-1 alpha-2 in lower case, named in English as CLDR
// does; and FtM's own for states of the past: su, dd, yucs, csxx, cshh. "eu" is
// the European Union, an organization. Other codes, of regions and of zz
// ("unknown"), make no edge.
//
// # Dates
//
// A date is a year, a month or a day; a time of day is kept in the words only. Of
// several dates for one end the more precise counts ("2010", "2010-05"); of those
// that contradict each other, what they have in common (201X of 2018 and 2019).
//
// # What is left out and what is wrong
//
// Entities of other schemata, such as Address, Sanction or Ownership, are left
// out and counted ([File.Skipped]), as are links to them and those of an entity to
// itself: an export has them and is right to. What is no entity, what lacks a name,
// a date that is none, an id that the file does not have or has twice, and a link
// to the wrong schema are problems. So are statements (a line for each value) and
// entities nested in others, which are other formats: FtM's own tools make plain
// entities of them. A file without an entity is refused.
//
// # Bounds
//
// FtM promises no order, so the file is read twice: for things, then for links.
// Held in memory is, for each entity, its id, its node's id and its line, about
// 200 bytes; for each place its name; and one line, of 16 MB at most.
package ftm
