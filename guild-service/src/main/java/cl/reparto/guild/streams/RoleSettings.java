package cl.reparto.guild.streams;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of the guild's work this process does.
 *
 * @param roles the names of the consumers that run here; all of them if none is named,
 * none of them with {@code none}
 * @param tick how often due things are looked for
 * @param instance this instance's own name, if it keeps one through restarts
 */
@ConfigurationProperties("reparto.guild")
public record RoleSettings(@DefaultValue( {
	}) Set<String> roles, @DefaultValue("100ms") Duration tick, @Nullable String instance){

	private static final String NONE = "none";

	/**
	 * Takes a blank name for none.
	 */
	public RoleSettings {
		instance = (instance == null || instance.isBlank()) ? null : instance;
	}

	/**
	 * Whether this process does a consumer's work.
	 * @param role the consumer's name
	 * @return whether it does
	 */
	public boolean runs(String role) {
		return this.roles.isEmpty() || this.roles.contains(role);
	}

	/** Refuses names that are not known. */
	void require(Set<String> known) {
		for (String role : this.roles) {
			if (!known.contains(role) && !role.equals(NONE)) {
				throw new IllegalArgumentException(
						"reparto.guild.roles must be of " + known + " or " + NONE + ", not " + role);
			}
		}
	}

}
