# A conference after it was replaced → nothing, or {failure, reason} when it runs and is not what was sent (variable conference).
# While a conference runs only its description can be changed, and not every version says so.
def told: { topic, schedule: (.schedule // {} | { type, start_time, duration } | map_values(if . == null then null else tostring end)),
            invited: [(.invitations // [])[] | .id | tostring | split("@")[0]] };
(if has("conference") then .conference else . end) as $shown
| (variable("conference") | fromjson | told) as $sent
| ($shown | told) as $is
| if $shown.state == "running" and ($is.topic != $sent.topic or $is.schedule != $sent.schedule or ($sent.invited - $is.invited) != [])
  then { failure: "busy", reason: "The conference is running; it can be changed when it is over.", retryAfter: 60 }
  else {}
  end
