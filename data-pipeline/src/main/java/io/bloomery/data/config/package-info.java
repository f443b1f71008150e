/**
 * Layering HOCON and binding it strictly to records: the only user of {@code com.typesafe.config} and of reflection.
 *
 * <p>Keys are the kebab-case names of record components. Every problem of a configuration is reported at once, with the
 * file and line it stands in. Configuration records themselves live with the feature they configure.
 */
package io.bloomery.data.config;
