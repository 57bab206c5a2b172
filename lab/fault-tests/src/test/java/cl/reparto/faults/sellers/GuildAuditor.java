package cl.reparto.faults.sellers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import cl.reparto.faults.audit.Entry;
import cl.reparto.faults.audit.guild.GuildAudit;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics and mail server for an audit, from their very beginning on, several times
 * a second, so that it can tell when something was there to be read.
 */
final class GuildAuditor implements AutoCloseable {

	private static final Duration BETWEEN = Duration.ofMillis(100);

	private final GuildAudit audit;

	private final String bootstrapServers;

	private final ScriptedSmtp mail;

	private final Thread thread = Thread.ofPlatform().daemon().name("auditor").unstarted(this::work);

	private int mailsRead;

	private volatile int rounds;

	private volatile boolean closed;

	/** Reads nothing yet. */
	GuildAuditor(GuildAudit audit, String bootstrapServers, ScriptedSmtp mail) {
		this.audit = audit;
		this.bootstrapServers = bootstrapServers;
		this.mail = mail;
	}

	/** Begins to read topics that are there. */
	void start() {
		this.thread.start();
	}

	private void work() {
		try (TopicReader<String, byte[]> topics = new TopicReader<>(this.bootstrapServers, new StringDeserializer(),
				new ByteArrayDeserializer(), GuildAudit.TOPICS.toArray(String[]::new))) {
			while (!this.closed) {
				readOn(topics);
				LockSupport.parkNanos(BETWEEN.toNanos());
			}
		}
		catch (RuntimeException ex) {
			this.audit.violated("the audit failed: " + ex);
			throw ex;
		}
	}

	private void readOn(TopicReader<String, byte[]> topics) {
		try {
			topics.readOn((entry) -> this.audit.published(Entry.of(entry), Instant.now()));
		}
		catch (KafkaException ex) {
			return; // Brokers are away; it goes on where it was.
		}
		List<TakenMail> mails = this.mail.mails();
		mails.subList(this.mailsRead, mails.size())
			.forEach((each) -> this.audit.mailed(each.messageId(), each.recipient()));
		this.mailsRead = mails.size();
		this.rounds++;
	}

	/** How often it has read all there was. */
	int rounds() {
		return this.rounds;
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
