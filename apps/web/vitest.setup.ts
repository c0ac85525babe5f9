import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// `findBy…` and `waitFor` end as soon as what they wait for is there; a view's lazy parts are compiled by then.
configure({ asyncUtilTimeout: 60_000 });

afterEach(cleanup);
