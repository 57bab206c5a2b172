package cl.reparto.faults.bed;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;

/**
 * The processes of services, and which of them should run just now.
 */
public final class RunningServices {

	private final LocalStack stack;

	private final Set<StackService> absent = ConcurrentHashMap.newKeySet();

	/**
	 * At first the first processes of each service.
	 * @param stack the processes that there can be
	 * @param most how many of each service should run
	 */
	public RunningServices(LocalStack stack, int most) {
		this.stack = stack;
		stack.services().stream().filter((each) -> each.instance().number() > most).forEach(this.absent::add);
	}

	/** One process of a service, and where it listens. */
	public StackService get(Service service, int number) {
		return this.stack.service(service, number);
	}

	/** One process of a service. */
	public StackProcess process(Service service, int number) {
		return get(service, number).process();
	}

	/** All that should run. */
	public List<StackProcess> present() {
		return Stream.of(Service.values()).flatMap(this::present).map(StackService::process).toList();
	}

	/** Those of a service that should run. */
	public Stream<StackService> present(Service service) {
		return of(service).filter((each) -> !this.absent.contains(each));
	}

	/** All of a service, whether they should run or not. */
	Stream<StackService> of(Service service) {
		return this.stack.services().stream().filter((each) -> each.instance().service() == service);
	}

	/** Where customers can order just now. */
	public List<URI> shops() {
		return present(Service.REQUEST).map(StackService::address).toList();
	}

	/**
	 * Says that a process is down on purpose: customers do not go there, and without it
	 * all is well.
	 */
	public void without(Service service, int number) {
		this.absent.add(get(service, number));
	}

	/** Says that a process is to be there. */
	public void with(Service service, int number) {
		this.absent.remove(get(service, number));
	}

	/** Whether all that should run can do their job. */
	public boolean areReady() {
		return this.stack.services().stream().allMatch((each) -> this.absent.contains(each) || each.isReady());
	}

	/** Whether any can do its job. */
	public boolean isAnyReady() {
		return this.stack.services().stream().anyMatch(StackService::isReady);
	}

}
