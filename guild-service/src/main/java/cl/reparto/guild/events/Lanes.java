package cl.reparto.guild.events;

import java.util.List;

import org.apache.kafka.common.utils.Utils;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The lanes of the guild's topics, which are their partitions: of an even number, the
 * first half is ordinary and the second special (premium applicants and officials,
 * fugitives, deliveries). All records of one subject and kind are in one lane, whoever
 * reads it.
 *
 * @param lanes how many; at first 2, as in the guild's assignment
 */
@ConfigurationProperties("reparto.guild")
public record Lanes(@DefaultValue("2") int lanes) {

	/** The numbers that were thought of. */
	private static final List<Integer> ALLOWED = List.of(2, 4, 10);

	/**
	 * Checks the number.
	 * @throws IllegalArgumentException if it is another
	 */
	public Lanes {
		if (!ALLOWED.contains(lanes)) {
			throw new IllegalArgumentException("reparto.guild.lanes must be 2, 4 or 10, not " + lanes);
		}
	}

	/**
	 * The ordinary lane of a subject.
	 * @param subject a plate, say
	 * @return a partition of the first half
	 */
	public int ordinary(String subject) {
		return any(subject, this.lanes / 2);
	}

	/**
	 * The special lane of a subject.
	 * @param subject a plate, say
	 * @return a partition of the second half
	 */
	public int special(String subject) {
		return this.lanes / 2 + any(subject, this.lanes / 2);
	}

	/**
	 * The lane of a subject where nothing is special.
	 * @param subject a plate, say
	 * @return any partition
	 */
	public int any(String subject) {
		return any(subject, this.lanes);
	}

	private static int any(String subject, int lanes) {
		return Utils.toPositive(Utils.murmur2(subject.getBytes(UTF_8))) % lanes;
	}

}
