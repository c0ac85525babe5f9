import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// `findBy…` and `waitFor` end as soon as what they wait for is there; a view's lazy parts are compiled by then.
configure({ asyncUtilTimeout: 60_000 });

afterEach(cleanup);

// As every browser has them; happy-dom takes both for blocks, and would put spaces into accessible names.
if (typeof document !== "undefined") {
  document.head.append(
    Object.assign(document.createElement("style"), { textContent: "bdi, wbr { display: inline }" }),
  );
}
