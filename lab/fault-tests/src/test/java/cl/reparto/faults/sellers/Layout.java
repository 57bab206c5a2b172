package cl.reparto.faults.sellers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cl.reparto.local.ProcessOverrides;

/** Which process of the guild does what. */
enum Layout implements ProcessOverrides {

	/**
	 * As the source document draws it: a process that takes things in, and one for each
	 * consumer. Silence is short, that faults fall into it.
	 */
	APART(Duration.ofSeconds(10), "none", "nuevosMiembros", "registroVenta", "stock", "ubicacion", "agentextra"),
	/** As it is started usually, twice. */
	TOGETHER(Duration.ofSeconds(60), "", "");

	private final Duration silence;

	private final List<String> roles;

	Layout(Duration silence, String... roles) {
		this.silence = silence;
		this.roles = List.of(roles);
	}

	/** After how long without a sign of life a cart is lost. */
	Duration silence() {
		return this.silence;
	}

	int processes() {
		return this.roles.size();
	}

	/** The number of the process that does a role's work. */
	int number(String role) {
		return 1 + this.roles.indexOf(role);
	}

	@Override
	public Map<String, String> settings(String process) {
		Map<String, String> settings = new HashMap<>();
		settings.put("reparto.guild.location.silence", this.silence.toSeconds() + "s");
		settings.put("reparto.guild.members.mail-retry.first", "2s");
		int number = Integer.parseInt(process.substring(process.indexOf('-') + 1));
		String role = this.roles.get(number - 1);
		if (!role.isEmpty()) {
			settings.put("reparto.guild.roles", role);
		}
		return settings;
	}

}
