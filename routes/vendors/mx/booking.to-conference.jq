# A booking → the conference as MX should have it, but for its code and owner (mx-proxy.md A5). Variable marker.
# The marker ends the name and the description, since nothing promises that the phone system keeps either as it is.
# startDate is in unix seconds, duration in minutes, of which there is at least one.
def offset: [scan("([+-])([0-9]{2}):?([0-9]{2})$")] | first // ["+", "0", "0"]
  | ((.[1] | tonumber) * 60 + (.[2] | tonumber)) * (if .[0] == "-" then -1 else 1 end);
def seconds: (.[0:16] + (if .[16:17] == ":" then .[16:19] else ":00" end) + "Z" | fromdateiso8601) - (.[10:] | offset) * 60;
"#\(variable("marker"))" as $mark
| (.startsAt | seconds) as $start
| ((.endsAt | seconds) - $start) as $seconds
| {
    name: "\(.title // "" | gsub("[[:cntrl:]]+"; " ") | .[0:80]) \($mark)",
    description: ([(.description // "" | .[0:1000]), $mark] | map(select(. != "")) | join("\n\n")),
    type: "Once",
    startDate: $start,
    duration: ([($seconds + 59 - ($seconds + 59) % 60) / 60, 1] | max),
    waitForOwner: false,
    delOnOwnerLeave: false,
    ws: "None",
    wsType: "Undefined"
  }
