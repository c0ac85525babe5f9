/** Limits of a Convex deployment that are kept, so that what breaks in the cloud breaks here first. */

const MEBIBYTE = 1024 * 1024;

export const MAX_DOCUMENT_BYTES = MEBIBYTE;
export const MAX_DOCUMENT_NESTING = 16;
export const MAX_VALUE_NESTING = 64;
export const MAX_ARRAY_ELEMENTS = 8192;
export const MAX_OBJECT_FIELDS = 1024;
export const MAX_FIELD_NAME_LENGTH = 1024;
export const MAX_VALUE_BYTES = 16 * MEBIBYTE;

export const MAX_IDENTIFIER_LENGTH = 64;
export const MAX_INDEX_FIELDS = 16;
export const MAX_INDEXES_PER_TABLE = 64;
export const MAX_SEARCH_FILTER_FIELDS = 16;

export const MAX_DOCUMENTS_READ = 32_000;
export const MAX_BYTES_READ = 16 * MEBIBYTE;
/** Distinct documents got and index ranges read. */
export const MAX_DATABASE_QUERIES = 4_096;
export const MAX_DOCUMENTS_WRITTEN = 16_000;
export const MAX_BYTES_WRITTEN = 16 * MEBIBYTE;
export const MAX_SCHEDULED_FUNCTIONS = 1_000;
/** Of all functions that one mutation schedules. */
export const MAX_SCHEDULED_ARGUMENT_BYTES = 16 * MEBIBYTE;
export const MAX_CALL_DEPTH = 8;
