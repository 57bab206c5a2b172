package cl.reparto.guild.members.mail;

import cl.reparto.service.mail.SafeText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who mails.
 *
 * @param enabled whether to mail at all
 * @param from the sender, with or without a display name
 */
@ConfigurationProperties("reparto.mail")
record SenderSettings(@DefaultValue("true") boolean enabled,
		@DefaultValue("Gremio de sopaipilleros <gremio@reparto.example>") String from) {

	SenderSettings {
		sender(from);
	}

	InternetAddress sender() {
		return sender(this.from);
	}

	private static InternetAddress sender(String from) {
		try {
			return SafeText.address(from);
		}
		catch (AddressException ex) {
			throw new IllegalArgumentException("reparto.mail.from must be one address such as"
					+ " Gremio <gremio@reparto.example>, not " + from + ": " + ex.getMessage(), ex);
		}
	}

}
