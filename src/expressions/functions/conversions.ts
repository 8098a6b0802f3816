import { convert } from '../convert.js';
import { unsure } from '../evaluation.js';
import { ANY, BOOL, listOf, mapOf, NUMBER, STRING, setOf, type Type } from '../types.js';
import { bool, nullOf, type TerraformValue, unknownValue, withoutSensitive, withSensitive } from '../value.js';
import { type FunctionRow, type Param, row } from './row.js';

const ANYTHING: Param = { type: ANY, null: true, unknown: true };
const OPTIONS = { partial: true, marks: 'own', nullable: true } as const;

function conversion(type: Type): FunctionRow {
  return row([ANYTHING], type, ([value = nullOf()]) => convert(value, type), OPTIONS);
}

function onMark(change: (value: TerraformValue) => TerraformValue): FunctionRow {
  return row([ANYTHING], ANY, ([value = nullOf()]) => change(value), OPTIONS);
}

function isSensitive(value: TerraformValue): TerraformValue {
  if (value.sensitive === true) return bool(true);
  return value.kind === 'unknown' ? unknownValue(value.reason, BOOL, { notNull: true }) : bool(false);
}

/** Conversions of types, and marks. */
export const CONVERSION_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  // Whether a value is ephemeral is not modelled; what a configuration writes itself is not.
  ephemeralasnull: onMark((value) =>
    value.kind === 'unknown' ? unsure('whether a value is ephemeral is not known') : value,
  ),
  issensitive: onMark(isSensitive),
  nonsensitive: onMark((value) => withoutSensitive(value)),
  sensitive: onMark((value) => withSensitive(value, true)),
  tobool: conversion(BOOL),
  tolist: conversion(listOf(ANY)),
  tomap: conversion(mapOf(ANY)),
  tonumber: conversion(NUMBER),
  toset: conversion(setOf(ANY)),
  tostring: conversion(STRING),
};
