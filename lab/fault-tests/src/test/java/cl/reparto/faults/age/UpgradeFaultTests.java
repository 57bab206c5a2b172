package cl.reparto.faults.age;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import cl.reparto.faults.Fault;
import cl.reparto.faults.Faults;
import cl.reparto.faults.SharedFaults;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.faults.traffic.Traffic;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * The version before gives way to this one as the runbook has it, comes back and gives
 * way again, each time by kill -9. Topics do not grow meanwhile: beyond that there is no
 * way back (decision 22).
 */
@ExtendWith(SharedFaults.class)
class UpgradeFaultTests {

	private static final List<Service> ORDER = List.of(Service.PROCESSING, Service.NOTIFICATION, Service.REQUEST);

	/** How often an instance of notification-service is killed. */
	private static final int MAILERS_KILLED = 7;

	/** Requests of three seconds. */
	private static final int UNDER_WAY = 75;

	private final Faults faults;

	UpgradeFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Fault(part = Fault.BY_HAND)
	void versionsMixAndGoBack() throws Exception {
		mix(VersionBefore.COMMIT, "upgraded, taken back and upgraded again, by kill -9", KeyedOrders::areKnown);
	}

	/** It cannot know the keys of this one, which are of a client and a day. */
	@Fault(part = Fault.BY_HAND)
	void aVersionThatDidNotAgeGoesOver() throws Exception {
		mix(VersionBefore.BEFORE_IT_AGED, "upgraded from 2026-11-27's first, taken back and upgraded again, by kill -9",
				(_) -> {
				});
	}

	private void mix(String commit, String fault, Consumer<KeyedOrders> takenBack) throws Exception {
		VersionBefore before = VersionBefore.build(commit);
		this.faults.beginAnew(ProcessOverrides.USUAL, (bed) -> before.puttingInto(bed, all(bed)));

		this.faults.under(fault, MAILERS_KILLED * ScriptedMail.LANES, (bed, traffic) -> {
			KeyedOrders ofBefore = KeyedOrders.of(bed, "before");
			ORDER.forEach((service) -> upgrade(bed, service));
			noneStaysBehind(bed, traffic);
			await("commands are read").until(() -> bed.cluster().reads("processing-service", "order_commands"));
			ofBefore.areKnown();
			KeyedOrders ofThis = KeyedOrders.of(bed, "this");
			ORDER.reversed().forEach((service) -> takeBack(bed, before, service));
			noneStaysBehind(bed, traffic);
			takenBack.accept(ofThis);
			KeyedOrders ofOneThatCameBack = KeyedOrders.of(bed, "back");
			puttingUsualInto(bed, all(bed));
			killed(all(bed));
			noneStaysBehind(bed, traffic);
			Stream.of(ofBefore, ofThis, ofOneThatCameBack).forEach(KeyedOrders::areKnown);
		});
	}

	/**
	 * In the midst, with one of each version, both are killed. Until then some orders may
	 * wait (runbook, Upgrade).
	 */
	private static void upgrade(FaultBed bed, Service service) {
		List<StackService> both = bed.services().present(service).toList();
		puttingUsualInto(bed, both.subList(0, 1));
		killed(both.subList(0, 1));
		puttingUsualInto(bed, both);
		killed(both);
	}

	private static void takeBack(FaultBed bed, VersionBefore before, Service service) {
		List<StackService> both = bed.services().present(service).toList();
		before.puttingInto(bed, both);
		killed(both);
	}

	private static void puttingUsualInto(FaultBed bed, List<StackService> processes) {
		processes.forEach((each) -> bed.folder().options(each.process(), ""));
	}

	/** Killed in the midst of their work, started at once, and waited for. */
	private static void killed(List<StackService> victims) {
		List<StackProcess> processes = victims.stream().map(StackService::process).toList();
		processes.forEach(StackProcess::takeDown);
		processes.forEach(StackProcess::start);
		await("they are ready").until(() -> victims.stream().allMatch(StackService::isReady));
	}

	private static void noneStaysBehind(FaultBed bed, Traffic traffic) throws InterruptedException {
		traffic.goesOnFor(Duration.ofSeconds(3));
		await("no order stays behind, whichever version has it")
			.until(() -> bed.cluster().lag("processing-service", "order_requests") < UNDER_WAY
					&& bed.finishesTheLatestOrder());
	}

	private static List<StackService> all(FaultBed bed) {
		return ORDER.stream().flatMap(bed.services()::present).toList();
	}

}
