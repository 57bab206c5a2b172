package cl.reparto.notification.mail;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that is no order's progress and has to go to the dead letter topic.
 *
 * @param record the record as it came
 * @param why what is wrong with it, without repeating the value
 */
record Poison(ConsumerRecord<byte[], byte[]> record, String why) implements Task {

	@Override
	public Place place() {
		return new Place(this.record.partition(), this.record.offset());
	}

	/** Waits for nothing: whose it is cannot be told. */
	@Override
	public Object line() {
		return place();
	}

}
