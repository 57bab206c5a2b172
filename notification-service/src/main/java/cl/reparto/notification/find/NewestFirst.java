package cl.reparto.notification.find;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Several sorted lists as one. An order that has ended between two looks is in both, and
 * comes once.
 */
final class NewestFirst implements Iterator<IndexRow> {

	private final PriorityQueue<Rest> rests = new PriorityQueue<>(
			Comparator.comparing((Rest rest) -> rest.first().place()));

	NewestFirst(List<Iterator<IndexRow>> lists) {
		lists.forEach(this::add);
	}

	private void add(Iterator<IndexRow> list) {
		if (list.hasNext()) {
			this.rests.add(new Rest(list.next(), list));
		}
	}

	@Override
	public boolean hasNext() {
		return !this.rests.isEmpty();
	}

	@Override
	public IndexRow next() {
		IndexRow row = this.rests.element().first();
		for (Rest same = this.rests.peek(); isAt(row.place(), same); same = this.rests.peek()) {
			add(this.rests.remove().others());
		}
		return row;
	}

	private static boolean isAt(OrderPlace place, @Nullable Rest rest) {
		return rest != null && rest.first().place().equals(place);
	}

	private record Rest(IndexRow first, Iterator<IndexRow> others) {
	}

}
