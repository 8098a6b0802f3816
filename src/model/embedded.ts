/** What the build puts into the files of the package, so that they need no others beside them. */
export interface Embedded {
  readonly version: string;
  /** The bytes of a file of the package, by its path. */
  readonly files: Readonly<Record<string, () => Buffer>>;
}

/** The build puts its own module in the place of this one (scripts/build.ts); from source, files are read. */
export const EMBEDDED: Embedded | undefined = undefined as Embedded | undefined;
