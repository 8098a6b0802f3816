/** YAML, and JSON with its places: https://eemeli.org/yaml */
export * from 'yaml';
