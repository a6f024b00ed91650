# {event, course, roster, startsAt, endsAt} → the lesson that is wanted, or nothing when nobody takes part. The roster is that of the course.
def plain: gsub("<[^>]*>"; "") | gsub("&lt;"; "<") | gsub("&gt;"; ">") | gsub("&quot;"; "\"") | gsub("&#0?39;"; "'")
  | gsub("&nbsp;"; " ") | gsub("&amp;"; "&") | gsub("[[:cntrl:]]+"; " ");
(variable("rules") | fromjson) as $rules
| .course as $course
| .roster as $roster
| .event as $event
| ($event.groupid // 0) as $group
| [$roster[] | select($group == 0 or any(.groups[]; .id == $group))] as $inGroup
# a group without a teacher of its own is taught by those of the course
| (if any($inGroup[]; .role == "teacher") then [] else [$roster[] | select(.role == "teacher")] end) as $teachers
| ($inGroup + $teachers | unique_by(.id)) as $people
| ([$people[].groups[] | select(.id == $group).name] | first // "") as $groupName
| if $people == [] then null else
  {
    id: "\($rules.lessonId)\($event.id)",
    source: "moodle",
    title: (($event.name // "") | plain | .[0:200] | if test("[^ ]") then . else $course.name end),
    type: "lesson",
    startsAt: .startsAt,
    endsAt: .endsAt,
    course: { id: "\($course.id)", name: $course.name },
    participants: [$people[] | del(.groups)]
  }
  | if $group == 0 then . else .group = { id: "\($group)", name: (if $groupName == "" then "Group \($group)" else $groupName end) } end
  end
