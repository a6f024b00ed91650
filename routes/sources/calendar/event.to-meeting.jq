# {id, uid, room, calendar, event} → the meeting that is wanted. Of a private event nobody learns the title.

.calendar as $calendar
| .event as $event
| ($event.class == "PRIVATE" or $event.class == "CONFIDENTIAL") as $private
| {
    id, uid,
    source: "calendar:\($calendar.name)",
    type: "meeting",
    title: (if $private then "Private meeting" elif $event.title == "" then "Meeting" else $event.title end),
    description: (if $private then "" else $event.description // "" end),
    startsAt: $event.startsAt,
    endsAt: $event.endsAt,
    room,
    owner: $calendar.owner,
    guests: $calendar.guests,
    settings: $calendar.settings,
    participants: (
      [
        ($event.organizer // empty) + { role: "organizer" },
        ($event.attendees[] | select(.cutype != "RESOURCE" and .cutype != "ROOM" and .partstat != "DECLINED") + { role: "attendee" })
      ]
      | map(select(.email // "" != "") | { id: .email, name: (if (.name // "") == "" then .email else .name end), role, email })
      | unique_by(.email)
      | sort_by(.role != "organizer", .email)
    )
  }
# The terminals of rooms that are invited and have not declined, and of the calendar's own rooms; they are called in at the start.
| .rooms = ([$event.attendees[] | select(.terminal and .partstat != "DECLINED").terminal] + ($calendar.rooms // []) | unique)
| if .owner == null then del(.owner) else . end
| if .rooms == [] then del(.rooms) else . end
