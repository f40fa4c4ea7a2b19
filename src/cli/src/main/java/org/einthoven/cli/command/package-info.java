/**
 * What all commands share: exit codes, how a fault is told, the version, the choice of a model,
 * Markdown.
 */
@NullMarked
package org.einthoven.cli.command;

import org.jspecify.annotations.NullMarked;
