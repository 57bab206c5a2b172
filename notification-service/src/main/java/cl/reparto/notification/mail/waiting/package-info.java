/**
 * The mails that their customers' mailboxes do not take now, or that tell of what the
 * shop may yet recall. They are on {@code order_mails_waiting} and, of the partitions
 * that an instance has, on its disk, and occupy neither the backlog nor the heap.
 * {@link cl.reparto.notification.mail.waiting.WaitingMails} is the door.
 */
@NullMarked
package cl.reparto.notification.mail.waiting;

import org.jspecify.annotations.NullMarked;
