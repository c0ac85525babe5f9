/**
 * Byte ranges and the live queries that read them, so that finding those of one key does not look at the ranges
 * around it. A treap ordered by range, in which every node knows the furthest end below it.
 */

/** Bytes as a string of the same order; null, the end of everything, becomes a string above all of them. */
function comparable(bytes: Uint8Array | null): string {
  if (bytes === null) return "\uffff";
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

interface Node<T> {
  readonly lower: string;
  readonly upper: string;
  readonly watchers: Set<T>;
  readonly priority: number;
  furthest: string;
  left: Node<T> | null;
  right: Node<T> | null;
}

function update<T>(node: Node<T>): void {
  let furthest = node.upper;
  if (node.left !== null && node.left.furthest > furthest) furthest = node.left.furthest;
  if (node.right !== null && node.right.furthest > furthest) furthest = node.right.furthest;
  node.furthest = furthest;
}

function isBefore<T>(lower: string, upper: string, node: Node<T>): boolean {
  return lower < node.lower || (lower === node.lower && upper < node.upper);
}

function rotateRight<T>(node: Node<T>, left: Node<T>): Node<T> {
  node.left = left.right;
  left.right = node;
  update(node);
  update(left);
  return left;
}

function rotateLeft<T>(node: Node<T>, right: Node<T>): Node<T> {
  node.right = right.left;
  right.left = node;
  update(node);
  update(right);
  return right;
}

function insert<T>(node: Node<T> | null, lower: string, upper: string, watcher: T): Node<T> {
  if (node === null) {
    const priority = Math.random();
    const watchers = new Set([watcher]);
    return { lower, upper, watchers, priority, furthest: upper, left: null, right: null };
  }
  if (lower === node.lower && upper === node.upper) {
    node.watchers.add(watcher);
    return node;
  }
  if (isBefore(lower, upper, node)) {
    node.left = insert(node.left, lower, upper, watcher);
    if (node.left.priority > node.priority) return rotateRight(node, node.left);
  } else {
    node.right = insert(node.right, lower, upper, watcher);
    if (node.right.priority > node.priority) return rotateLeft(node, node.right);
  }
  update(node);
  return node;
}

function merge<T>(left: Node<T> | null, right: Node<T> | null): Node<T> | null {
  if (left === null) return right;
  if (right === null) return left;
  if (left.priority > right.priority) {
    left.right = merge(left.right, right);
    update(left);
    return left;
  }
  right.left = merge(left, right.left);
  update(right);
  return right;
}

function remove<T>(node: Node<T> | null, lower: string, upper: string, watcher: T): Node<T> | null {
  if (node === null) return null;
  if (lower === node.lower && upper === node.upper) {
    node.watchers.delete(watcher);
    return node.watchers.size > 0 ? node : merge(node.left, node.right);
  }
  if (isBefore(lower, upper, node)) node.left = remove(node.left, lower, upper, watcher);
  else node.right = remove(node.right, lower, upper, watcher);
  update(node);
  return node;
}

function collect<T>(node: Node<T> | null, key: string, into: Set<T>): void {
  if (node === null || node.furthest <= key) return;
  collect(node.left, key, into);
  if (node.lower > key) return;
  if (key < node.upper) for (const watcher of node.watchers) into.add(watcher);
  collect(node.right, key, into);
}

export class IntervalSet<T> {
  #root: Node<T> | null = null;

  get isEmpty(): boolean {
    return this.#root === null;
  }

  /** Half-open; `upper` null means without end. */
  add(lower: Uint8Array, upper: Uint8Array | null, watcher: T): void {
    this.#root = insert(this.#root, comparable(lower), comparable(upper), watcher);
  }

  delete(lower: Uint8Array, upper: Uint8Array | null, watcher: T): void {
    this.#root = remove(this.#root, comparable(lower), comparable(upper), watcher);
  }

  collect(key: Uint8Array, into: Set<T>): void {
    collect(this.#root, comparable(key), into);
  }
}
