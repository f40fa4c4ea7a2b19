package org.einthoven.server.api;

/** Operations that are offered on {@code /fhir}; every bean of this kind is registered. */
public interface OperationProvider {}
