# A meeting → the conference as TrueConf Server should have it (trueconf-server.md B1.1 and B1.2).
# In: the wanted document, its settings complete; variable marker.
# The marker is in three places, since no version of the server promises to keep all of them: the id we propose, a tag, and
# the end of the description. People without a login are no users of the server: they come by the link, as guests.
def number: if type == "string" then tonumber else . end;
def yes: . == true or . == 1 or . == "1";
def offset: [scan("([+-])([0-9]{2}):?([0-9]{2})$")] | first // ["+", "0", "0"]
  | ((.[1] | tonumber) * 60 + (.[2] | tonumber)) * (if .[0] == "-" then -1 else 1 end);
def seconds: (.[0:16] + (if .[16:17] == ":" then .[16:19] else ":00" end) + "Z" | fromdateiso8601) - (.[10:] | offset) * 60;
.settings as $s
| "convene_\(variable("marker"))" as $name
| ([.participants[]? | select((.login // "") != "")] | unique_by(.login)) as $invited
| ([(.owner // ""), ($s.owner // "")] | map(select(. != "")) | first) as $owner
| ($s.type // 0 | number) as $type
| (if $s.maxParticipants then [($s.maxParticipants | number), ($invited | length), 2] | max else null end) as $most
| {
    id: $name,
    topic: (.title // "" | gsub("[[:cntrl:]]+"; " ") | .[0:240] | if test("[^ ]") then . else "…" end),
    description: ([(.description // ""), "#\(variable("marker"))"] | map(select(. != "")) | join("\n\n")),
    owner: $owner,
    type: $type,
    vad_selector: (if $type == 3 then ($s.vadSelector // 0 | number) else null end),
    max_participants: $most,
    max_podiums: (if $s.maxPodiums then [($s.maxPodiums | number), $most // 1000000] | min else null end),
    auto_invite: ($s.autoInvite // 0 | number),
    allow_guests: ($s.allowGuests | yes),
    recording: (if $s.recording | yes then 1 else 0 end),
    tags: [$name],
    schedule: (
      if .room == true then { type: -1 }
      else (.startsAt | seconds) as $start
        | { type: 1, start_time: $start, duration: ([(.endsAt | seconds) - $start, 60] | max), time_offset: (.startsAt[10:] | offset) }
      end
    ),
    invitations: [$invited[] | { id: .login, display_name: (.name // null) }]
  }
| with_entries(select(.value != null))
