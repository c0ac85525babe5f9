import type { JsonValue } from "../../protocol/json.ts";

/** An answer that is JSON text already: a document leaves the database as text and reaches user code as text. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function textOf(answer: JsonValue | JsonText): string {
  return answer instanceof JsonText ? answer.text : JSON.stringify(answer);
}
