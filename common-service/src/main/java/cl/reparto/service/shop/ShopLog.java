package cl.reparto.service.shop;

import java.util.Map;
import java.util.Optional;

import cl.reparto.model.Topic;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Where what is said of the shop is kept for good, and known on every instance.
 */
public interface ShopLog {

	/** What is said of the shop, by whoever has its key and at whichever service. */
	Topic<ShopState> TOPIC = new Topic<>("shop", ShopState.class,
			Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));

	/**
	 * What was said last.
	 * @return empty if that is not known here yet
	 */
	Optional<ShopState> newest();

	/**
	 * Says something: the last word wins. Once this returns, it is known here, and a
	 * moment later everywhere.
	 * @param state all there is to say
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if it is not known to
	 * be kept; it may be all the same
	 */
	void say(ShopState state);

	/**
	 * Tells of each word that is new here.
	 * @param changed run after it is known, and is not to wait
	 */
	void onChange(Runnable changed);

}
