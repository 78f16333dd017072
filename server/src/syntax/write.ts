// Edits of JSON and YAML texts that keep comments, indentation and line breaks as they are. Applied
// to a text without problems, each gives a text without problems that says the expected thing.
export {
  insertJsonItem,
  insertJsonMember,
  removeJsonItem,
  removeJsonMember,
  setJsonValue,
} from './write-json.ts';
export { insertJsonMembers } from './insert-members.ts';
export {
  insertYamlItem,
  moveYamlItem,
  removeYamlItem,
  reorderYamlItems,
  unfoldYamlItem,
} from './write-yaml.ts';
export { insertYamlMember, removeYamlMember, setYamlMember } from './write-yaml-member.ts';
export { setJsonMembers } from './write-members.ts';
export type { JsonValue } from './json-text.ts';
