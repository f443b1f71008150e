package io.bloomery.data.config;

/**
 * A configuration that was checked as a whole.
 *
 * @param value the bound record
 * @param rendered the resolved configuration as HOCON, each value with the file and line it came from
 */
public record LoadedConfig<T extends Record>(T value, String rendered) {}
