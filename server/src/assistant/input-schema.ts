/** The JSON schema of a tool's input: an object of texts. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, TextSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

export interface TextSchema {
  readonly type: 'string';
  readonly description: string;
  readonly enum?: readonly string[];
}

/** What a model passes; all of it are texts. */
export type ToolInput = Readonly<Record<string, string>>;

/** Returns the input that a model has passed, or what the schema refuses about it. */
export function checkedInput(
  schema: InputSchema,
  input: unknown,
): { readonly input: ToolInput } | { readonly problem: string } {
  if (typeof input !== 'object' || input === null) return { problem: 'the input is not an object' };
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(input)) {
    const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (!known) {
      const names = Object.keys(schema.properties).join(', ');
      return { problem: `there is no input '${name}'; inputs are ${names}` };
    }
    // Models write null, or nothing, for what they leave out.
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string') return { problem: `the input '${name}' is not a text` };
    if (known.enum && !known.enum.includes(value)) {
      return { problem: `the input '${name}' is '${value}', not one of ${known.enum.join(', ')}` };
    }
    checked[name] = value;
  }
  const missing = schema.required.find((name) => checked[name] === undefined);
  return missing === undefined
    ? { input: checked }
    : { problem: `the input '${missing}' is missing` };
}
