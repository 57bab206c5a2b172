package cl.reparto.notification.status.absence;

import java.util.HashSet;
import java.util.Set;

/**
 * Those who ask whether an order that the view lacks may exist all the same.
 */
public final class AbsenceQuestions {

	private final Set<Question> open = new HashSet<>();

	/**
	 * Asks.
	 * @param whenAnswered called once it is answered, by the thread that answers
	 * @return the question, which whoever asked closes
	 */
	public synchronized Question ask(Runnable whenAnswered) {
		Question question = new Question(whenAnswered);
		this.open.add(question);
		notifyAll();
		return question;
	}

	/**
	 * Blocks until there is any question.
	 * @return all that are open
	 * @throws InterruptedException if interrupted
	 */
	public synchronized Set<Question> await() throws InterruptedException {
		while (this.open.isEmpty()) {
			wait();
		}
		return Set.copyOf(this.open);
	}

	private synchronized boolean isOpen(Question question) {
		return this.open.contains(question);
	}

	private synchronized void close(Question question) {
		this.open.remove(question);
	}

	/** A question. It is open until it is answered or nobody wants to know any more. */
	public final class Question implements AutoCloseable {

		private final Runnable whenAnswered;

		private volatile boolean answered;

		private Question(Runnable whenAnswered) {
			this.whenAnswered = whenAnswered;
		}

		/**
		 * Whether the view has every order that was accepted before the question.
		 * @return if so, an order that is then not in the view had not been accepted
		 */
		public boolean isAnswered() {
			return this.answered;
		}

		boolean isOpen() {
			return AbsenceQuestions.this.isOpen(this);
		}

		/** Says that the view has every order that was accepted before the question. */
		public void answer() {
			this.answered = true;
			close();
			this.whenAnswered.run();
		}

		@Override
		public void close() {
			AbsenceQuestions.this.close(this);
		}

	}

}
