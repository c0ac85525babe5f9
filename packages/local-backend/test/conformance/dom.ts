/**
 * A page for React to render into. Imported before React; an environment of the test runner would make the backend's
 * own files look like a browser's.
 */
import { Window } from "happy-dom";

const window = new Window();
Object.assign(globalThis, { window, document: window.document });
if (globalThis.navigator === undefined) Object.assign(globalThis, { navigator: window.navigator });
