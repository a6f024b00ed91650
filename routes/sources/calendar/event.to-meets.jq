# {calendar, event} → whether this occurrence of an event should be a video meeting. Change it as you like: nothing else decides.

# Where people say that they want one: a word in the place, a category, or a room that is booked.
def words: "trueconf|video|видео|онлайн|online";
def marked:
  ((.location // "") | test("\\b(" + words + ")\\b"; "i"))
  or any(.categories[]; test("^(" + words + ")$"; "i"))
  or any(.attendees[]; .cutype == "RESOURCE" or .cutype == "ROOM");

# Somebody who has not declined, other than the organizer.
def invited: .organizer.email as $organizer
  | [.attendees[] | select(.cutype != "RESOURCE" and .cutype != "ROOM" and .partstat != "DECLINED" and .email != $organizer)];

.event
| .status != "CANCELLED"          # cancelled events and occurrences are none
  and (.allDay | not)             # a whole day is no meeting
  and .startsAt < .endsAt         # nor is a moment
  and marked
  and (invited | length > 0)      # all have declined, or nobody was asked
