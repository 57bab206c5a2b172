package cl.reparto.guild.members;

import cl.reparto.model.Json.WireName;

/**
 * Where an application stands.
 */
public enum Standing implements WireName {

	EN_ESPERA, ACEPTADA, RECHAZADA

}
