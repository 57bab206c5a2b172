package cl.reparto.notification.status.http;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ETag;

/**
 * What a customer has seen of an order, as {@code If-None-Match} tells. It is compared
 * weakly (RFC 9110, 13.1.2): {@code W/"3"}, which a proxy that compresses makes of
 * {@code "3"}, says the same.
 *
 * @param versions the versions that were seen; what is no version of ours is left out
 * @param any whether any version will do ({@code *})
 */
record SeenVersions(Set<Integer> versions, boolean any) {

	static final SeenVersions NONE = new SeenVersions(Set.of(), false);

	private static final Pattern VERSION = Pattern.compile("[1-9][0-9]?");

	/**
	 * Reads the header.
	 * @param ifNoneMatch a list of tags, or {@code *}; null if there is none
	 * @return what was seen
	 */
	static SeenVersions of(@Nullable String ifNoneMatch) {
		if (ifNoneMatch == null) {
			return NONE;
		}
		Set<Integer> versions = ETag.parse(ifNoneMatch)
			.stream()
			.map((tag) -> version(tag.tag()))
			.filter((version) -> version > 0)
			.collect(Collectors.toSet());
		return new SeenVersions(versions, ifNoneMatch.strip().equals("*"));
	}

	/**
	 * Reads a single version, as events and addresses have it.
	 * @param text a number; null if there is none
	 * @return 0 if that is none of ours
	 */
	static int version(@Nullable String text) {
		return (text != null && VERSION.matcher(text).matches()) ? Integer.parseInt(text) : 0;
	}

	/**
	 * The newest version that was seen.
	 * @return 0 if none was
	 */
	int newest() {
		return this.versions.stream().mapToInt(Integer::intValue).max().orElse(0);
	}

	/**
	 * Whether a version is no news.
	 * @param version what there is
	 * @return whether 304 is the answer
	 */
	boolean has(int version) {
		return this.any || this.versions.contains(version);
	}

}
