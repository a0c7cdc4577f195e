/**
 * What every transport promises, told as tests against the deployed WAR over real sockets. Each topic is an interface
 * of sentences; {@link org.parley.contract.TransportContract} is all of them, and a transport is one subclass of
 * {@link org.parley.contract.OnContainer} that keeps it.
 */
package org.parley.contract;
