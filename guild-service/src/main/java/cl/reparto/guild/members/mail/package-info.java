/**
 * The mail that tells an applicant what was decided.
 * {@link cl.reparto.guild.members.mail.DecisionLetter} is the door: whoever wants one
 * sent writes it to its topic, and is told on {@code nuevosMiembros} what became of it.
 */
@NullMarked
package cl.reparto.guild.members.mail;

import org.jspecify.annotations.NullMarked;
