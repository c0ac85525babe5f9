/** The file or the data does not allow the import; the message is for the person who runs it. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
}
