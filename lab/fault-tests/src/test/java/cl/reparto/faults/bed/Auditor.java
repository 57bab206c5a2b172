package cl.reparto.faults.bed;

import java.util.List;

import cl.reparto.faults.audit.Entry;
import cl.reparto.faults.audit.order.Audit;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics and mail server for an audit, from their very beginning on. For one
 * thread.
 */
final class Auditor implements AutoCloseable {

	/** Whatever stands in one was in those before it. */
	private static final List<String> TOPICS = List.of("order_requests", "order_commands", "order_processing",
			"order_command_outcomes", "order_notifications", "order_requests_dlt", "order_commands_dlt",
			"order_processing_dlt");

	private final Audit audit;

	private final List<TopicReader<String, byte[]>> topics;

	private final ScriptedSmtp mail;

	private int mailsRead;

	Auditor(Audit audit, String bootstrapServers, ScriptedSmtp mail) {
		this.audit = audit;
		this.topics = TOPICS.stream().map((topic) -> reader(bootstrapServers, topic)).toList();
		this.mail = mail;
	}

	static TopicReader<String, byte[]> reader(String bootstrapServers, String topic) {
		return new TopicReader<>(bootstrapServers, new StringDeserializer(), new ByteArrayDeserializer(), topic);
	}

	/** Tells the audit what is new. */
	void readOn() {
		this.topics.forEach((topic) -> topic.readOn((entry) -> this.audit.published(Entry.of(entry))));
		List<TakenMail> mails = this.mail.mails();
		mails.subList(this.mailsRead, mails.size())
			.forEach((each) -> this.audit.mailed(each.messageId(), each.recipient()));
		this.mailsRead = mails.size();
	}

	@Override
	public void close() {
		this.topics.forEach(TopicReader::close);
	}

}
