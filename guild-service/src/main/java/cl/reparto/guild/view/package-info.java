/**
 * What every instance knows: each table of the guild whole, as global stores of one
 * application of Kafka Streams. {@link cl.reparto.guild.view.TableView} is the door.
 */
@NullMarked
package cl.reparto.guild.view;

import org.jspecify.annotations.NullMarked;
