package cl.reparto.service.topics;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;

/**
 * What Kafka's clients answer in time, or fail to.
 */
public final class KafkaFutures {

	private KafkaFutures() {
	}

	/**
	 * Waits for an answer, as long as the time-outs of the client allow.
	 * @param <T> what it is
	 * @param future the answer to be
	 * @return the answer
	 * @throws KafkaException if there is none, as the client tells of it
	 * @throws InterruptedException if interrupted
	 */
	public static <T> T get(Future<T> future) throws InterruptedException {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof KafkaException failure) ? failure : new KafkaException(ex.getCause());
		}
	}

	/**
	 * Why there is no answer. What is no answer of a broker tells only that no client can
	 * be made; its cause tells why.
	 * @param failure what was thrown
	 * @return a message for people
	 */
	public static String reason(KafkaException failure) {
		Throwable cause = failure.getCause();
		return String.valueOf(((cause == null || failure instanceof ApiException) ? failure : cause).getMessage());
	}

}
