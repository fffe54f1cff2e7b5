/** The whole way on one machine, told step by step; then the same tampered with, and refused. */
@NullMarked
package dev.rats4j.cli.demo;

import org.jspecify.annotations.NullMarked;
