# {event, course, roster} → whether the event should be a lesson. Change it as you like: nothing else decides.
# Variable rules: {events: types of events that people make, modules: activities whose events count}.
(variable("rules") | fromjson) as $rules
| (.event.groupid // 0) as $group
| .event
| (.timeduration // 0) > 0                                     # a moment, such as a deadline, is no lesson
  and ((.visible // 1) == 1 or .visible == true)
  and (if (.modulename // "") == "" then (.eventtype as $type | $rules.events | index($type) != null)
       else (.modulename as $name | $rules.modules | index($name) != null) end)
